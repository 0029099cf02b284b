/*
 * Plays electron.exe where it is enough that a program starts: it writes one line for each start to
 * the file that STAND_IN_LOG names (path, product, version, number of icons' sizes, arguments), and
 * stays when STAND_IN_STAYS is set. When that is `holding`, it has resources\app.asar open meanwhile,
 * which nobody may then rename, as with Electron.
 */
#define UNICODE
#define _UNICODE
#include <stdio.h>
#include <windows.h>

/* Electron's fuses: the mark, the version of the wire, its length, and each fuse switched off. */
__attribute__((used)) static const char fuses[] =
    "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\x01\x09"
    "000000000";

static const WCHAR *text(void *info, const WCHAR *name) {
  WCHAR path[64], *value = NULL;
  UINT length = 0;
  struct { WORD language, codepage; } *known = NULL;
  if (!VerQueryValueW(info, L"\\VarFileInfo\\Translation", (void **)&known, &length)) return L"";
  wsprintfW(path, L"\\StringFileInfo\\%04x%04x\\%s", known->language, known->codepage, name);
  return VerQueryValueW(info, path, (void **)&value, &length) ? value : L"";
}

static BOOL CALLBACK count_images(HMODULE module, LPCWSTR type, LPWSTR name, LONG_PTR count) {
  HRSRC resource = FindResourceW(module, name, type);
  const WORD *group = (const WORD *)LockResource(LoadResource(module, resource));
  if (group != NULL) *(int *)count += group[2];
  return TRUE;
}

static void write_line(const WCHAR *log) {
  WCHAR program[MAX_PATH], line[4096];
  DWORD unused, written;
  int images = 0;
  GetModuleFileNameW(NULL, program, MAX_PATH);
  DWORD size = GetFileVersionInfoSizeW(program, &unused);
  void *info = malloc(size + 1);
  GetFileVersionInfoW(program, 0, size, info);
  EnumResourceNamesW(NULL, (LPCWSTR)RT_GROUP_ICON, count_images, (LONG_PTR)&images);
  swprintf(line, 4096, L"%ls\t%ls\t%ls\t%ls\t%d\t%ls\n", program, text(info, L"ProductName"),
           text(info, L"ProductVersion"), text(info, L"LegalCopyright"), images, GetCommandLineW());
  char bytes[8192];
  int length = WideCharToMultiByte(CP_UTF8, 0, line, -1, bytes, sizeof bytes, NULL, NULL) - 1;
  HANDLE file = CreateFileW(log, FILE_APPEND_DATA, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL,
                            OPEN_ALWAYS, 0, NULL);
  WriteFile(file, bytes, length, &written, NULL);
  CloseHandle(file);
}

static void hold(void) {
  WCHAR path[MAX_PATH + 32];
  GetModuleFileNameW(NULL, path, MAX_PATH);
  lstrcpyW(wcsrchr(path, L'\\') + 1, L"resources\\app.asar");
  CreateFileW(path, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
}

int main(void) {
  WCHAR log[MAX_PATH];
  if (GetEnvironmentVariableW(L"STAND_IN_LOG", log, MAX_PATH) > 0) write_line(log);
  if (GetEnvironmentVariableW(L"STAND_IN_STAYS", log, MAX_PATH) > 0) {
    if (lstrcmpW(log, L"holding") == 0) hold();
    Sleep(INFINITE);
  }
  return fuses[33] == 9 ? 0 : 1;
}
