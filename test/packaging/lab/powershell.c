/*
 * Plays Windows PowerShell for the commands by which electron-builder's installer finds and ends the
 * programs under its folder; wine's own does nothing, and reports success. Exits with 97 on any
 * other command. With POWERSHELL_MAY_NOT_STOP set, it ends no program, as where one has more rights;
 * with POWERSHELL_MAY_NOT_SEE set, it finds none, as where they are another user's.
 */
#define UNICODE
#define _UNICODE
#include <stdlib.h>
#include <windows.h>
#include <tlhelp32.h>
#include <wchar.h>

/* Counts the programs whose path begins with the folder, and ends them where asked. */
static int programs_under(const WCHAR *folder, BOOL stop) {
  int count = 0;
  if (_wgetenv(L"POWERSHELL_MAY_NOT_SEE") != NULL) return 0;
  PROCESSENTRY32W entry = {.dwSize = sizeof entry};
  HANDLE all = CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0);
  for (BOOL more = Process32FirstW(all, &entry); more; more = Process32NextW(all, &entry)) {
    WCHAR path[MAX_PATH * 2];
    DWORD length = MAX_PATH * 2;
    DWORD rights = PROCESS_QUERY_LIMITED_INFORMATION | PROCESS_TERMINATE;
    HANDLE process = OpenProcess(rights, FALSE, entry.th32ProcessID);
    if (process != NULL && QueryFullProcessImageNameW(process, 0, path, &length) &&
        _wcsnicmp(path, folder, wcslen(folder)) == 0) {
      count++;
      if (stop) TerminateProcess(process, 1);
    }
    CloseHandle(process);
  }
  CloseHandle(all);
  return count;
}

int main(void) {
  const WCHAR *line = GetCommandLineW();
  if (wcsstr(line, L"Get-Command Get-CimInstance") != NULL) return 0;
  if (wcsstr(line, L"Get-ExecutionPolicy") != NULL) return 0;
  const WCHAR *start = wcsstr(line, L"Get-CimInstance -ClassName Win32_Process");
  if (start == NULL || (start = wcsstr(start, L"StartsWith('")) == NULL) return 97;
  WCHAR folder[MAX_PATH * 2];
  wcsncpy(folder, start + 12, MAX_PATH * 2 - 1);
  WCHAR *quote = wcschr(folder, L'\'');
  if (quote == NULL) return 97;
  *quote = 0;
  if (wcsstr(start, L"Stop-Process") == NULL) return programs_under(folder, FALSE) > 0 ? 0 : 1;
  programs_under(folder, _wgetenv(L"POWERSHELL_MAY_NOT_STOP") == NULL);
  return 0;
}
