#include "plugin.h"

/*
 * Asks for no rights: this installer is for one user. `_` takes what to do: 0 elevate, 2 is it an
 * administrator, 3 is it the elevated one, 6 the integrity level; an s after it: answer on the stack.
 */
void EXPORT _(ARGUMENTS) {
  EXDLL_INIT();
  (void)hwndParent, (void)extra;
  WCHAR *what = new_string(string_size);
  popstring(what);
  BOOL on_stack = what[0] != 0 && what[lstrlenW(what) - 1] == L's';
  switch (what[0]) {
    case L'0':
      setuservariable(INST_0, L"1223");
      break;
    case L'2':
    case L'3':
      if (on_stack) pushstring(L"0");
      else setuservariable(INST_0, L"0");
      break;
    case L'6':
      pushstring(L"2");
      break;
  }
  GlobalFree(what);
}
