/* NSIS's plugin interface for doubles of the plugins that electron-builder fetches. */
#define UNICODE
#define _UNICODE
#include <windows.h>
#include <shellapi.h>
#include <nsis/pluginapi.h>

#define EXPORT __declspec(dllexport) __cdecl
#define ARGUMENTS \
  HWND hwndParent, int string_size, LPTSTR variables, stack_t **stacktop, extra_parameters *extra

static WCHAR *new_string(int length) {
  return (WCHAR *)GlobalAlloc(GPTR, sizeof(WCHAR) * (SIZE_T)(length + 1));
}

BOOL WINAPI DllMain(HINSTANCE instance, DWORD reason, LPVOID reserved) {
  (void)instance, (void)reason, (void)reserved;
  return TRUE;
}
