#include "plugin.h"

/* The small progress window: the double shows none, and takes its switches off the stack. */
void EXPORT Show(ARGUMENTS) {
  EXDLL_INIT();
  (void)hwndParent, (void)extra;
  WCHAR *word = new_string(string_size);
  while (popstring(word) == 0) {
    if (word[0] != L'/') {
      pushstring(word);
      break;
    }
    if (lstrcmpiW(word, L"/ICON") == 0) popstring(word);
  }
  GlobalFree(word);
}
