/*
 * `start.exe <file>` runs the command line that stands in the file, in UTF-8 and word for word as
 * Windows hands it over, waits for its end and that of all programs that it starts, as an
 * uninstaller starts a copy of itself, and prints its own exit code. It says first that it runs, so
 * that a wine that did not come up is told from a program that did not.
 */
#define UNICODE
#define _UNICODE
#include <stdio.h>
#include <windows.h>

int main(int count, char **words) {
  char bytes[8192];
  static WCHAR line[8192];
  FILE *file = count == 2 ? fopen(words[1], "rb") : NULL;
  if (file == NULL) return 1;
  puts("begun");
  fflush(stdout);
  size_t length = fread(bytes, 1, sizeof bytes - 1, file);
  bytes[length] = 0;
  fclose(file);
  MultiByteToWideChar(CP_UTF8, 0, bytes, -1, line, 8192);
  /* Wine starts its desktop with the first that asks for it: not as one of the programs below. */
  GetDesktopWindow();
  STARTUPINFOW start = {.cb = sizeof start};
  PROCESS_INFORMATION process;
  DWORD code;
  HANDLE port = CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 1);
  HANDLE job = CreateJobObjectW(NULL, NULL);
  JOBOBJECT_ASSOCIATE_COMPLETION_PORT to = {.CompletionKey = job, .CompletionPort = port};
  SetInformationJobObject(job, JobObjectAssociateCompletionPortInformation, &to, sizeof to);
  if (!CreateProcessW(NULL, line, NULL, NULL, TRUE, CREATE_SUSPENDED, NULL, NULL, &start, &process)) {
    printf("not started: %lu\n", GetLastError());
    return 1;
  }
  AssignProcessToJobObject(job, process.hProcess);
  ResumeThread(process.hThread);
  DWORD news = 0;
  ULONG_PTR key;
  OVERLAPPED *about;
  while (news != JOB_OBJECT_MSG_ACTIVE_PROCESS_ZERO &&
         GetQueuedCompletionStatus(port, &news, &key, &about, INFINITE)) {
  }
  GetExitCodeProcess(process.hProcess, &code);
  printf("exit code %ld\n", (long)code);
  return 0;
}
