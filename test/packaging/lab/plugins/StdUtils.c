#include "plugin.h"

/* The command line after the program's own name. */
static WCHAR *after_program(void) {
  WCHAR *line = GetCommandLineW();
  BOOL quoted = FALSE;
  for (; *line != 0 && (quoted || *line != L' '); line++) {
    if (*line == L'"') quoted = !quoted;
  }
  while (*line == L' ') line++;
  return line;
}

/* Finds /name, --name, or either with =value; compares without case, as the real one does. */
static BOOL find_switch(const WCHAR *name, WCHAR *value, int room) {
  int count = 0, length = lstrlenW(name);
  WCHAR **words = CommandLineToArgvW(GetCommandLineW(), &count);
  BOOL found = FALSE;
  for (int i = 1; i < count && !found; i++) {
    WCHAR *word = words[i];
    if (*word != L'/' && *word != L'-') continue;
    while (*word == L'/' || *word == L'-') word++;
    if (lstrlenW(word) < length) continue;
    if (CompareStringW(LOCALE_INVARIANT, NORM_IGNORECASE, word, length, name, length) != CSTR_EQUAL)
      continue;
    if (word[length] != 0 && word[length] != L'=') continue;
    lstrcpynW(value, word[length] == L'=' ? word + length + 1 : L"", room);
    found = TRUE;
  }
  LocalFree(words);
  return found;
}

void EXPORT GetAllParameters(ARGUMENTS) {
  EXDLL_INIT();
  (void)hwndParent, (void)extra;
  WCHAR *truncate = new_string(string_size);
  popstring(truncate);
  pushstring(after_program());
  GlobalFree(truncate);
}

void EXPORT GetParameter(ARGUMENTS) {
  EXDLL_INIT();
  (void)hwndParent, (void)extra;
  WCHAR *fallback = new_string(string_size), *name = new_string(string_size);
  WCHAR *value = new_string(string_size);
  popstring(fallback);
  popstring(name);
  pushstring(find_switch(name, value, string_size) ? value : fallback);
  GlobalFree(fallback), GlobalFree(name), GlobalFree(value);
}

void EXPORT TestParameter(ARGUMENTS) {
  EXDLL_INIT();
  (void)hwndParent, (void)extra;
  WCHAR *name = new_string(string_size), *value = new_string(string_size);
  popstring(name);
  pushstring(find_switch(name, value, string_size) ? L"true" : L"false");
  GlobalFree(name), GlobalFree(value);
}

void EXPORT GetParentPath(ARGUMENTS) {
  EXDLL_INIT();
  (void)hwndParent, (void)extra;
  WCHAR *path = new_string(string_size);
  popstring(path);
  int end = lstrlenW(path);
  while (end > 0 && path[end - 1] != L'\\' && path[end - 1] != L'/') end--;
  path[end > 0 ? end - 1 : 0] = 0;
  pushstring(path);
  GlobalFree(path);
}

void EXPORT ExecShellAsUser(ARGUMENTS) {
  EXDLL_INIT();
  (void)extra;
  WCHAR *arguments = new_string(string_size), *verb = new_string(string_size);
  WCHAR *file = new_string(string_size);
  popstring(arguments);
  popstring(verb);
  popstring(file);
  INT_PTR code = (INT_PTR)ShellExecuteW(hwndParent, verb, file, arguments, NULL, SW_SHOWNORMAL);
  pushstring(code > 32 ? L"ok" : L"error");
  GlobalFree(arguments), GlobalFree(verb), GlobalFree(file);
}
