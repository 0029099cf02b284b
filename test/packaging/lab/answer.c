/*
 * Answers message boxes as a person would: `answer.exe <button>…` waits for one dialog after the
 * other, prints its texts in UTF-8 as one line, and presses the button with the number (1 OK, 2
 * Cancel, 6 Yes, 7 No). Exits with 3 where none comes within a minute.
 */
#define UNICODE
#define _UNICODE
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>

static HWND last;

static BOOL CALLBACK print_text(HWND child, LPARAM unused) {
  (void)unused;
  WCHAR text[1024], kind[32];
  char bytes[4096];
  GetClassNameW(child, kind, 32);
  if (lstrcmpiW(kind, L"Static") != 0) return TRUE;
  GetWindowTextW(child, text, 1024);
  for (WCHAR *c = text; *c != 0; c++) if (*c == L'\r' || *c == L'\n') *c = L' ';
  WideCharToMultiByte(CP_UTF8, 0, text, -1, bytes, sizeof bytes, NULL, NULL);
  if (bytes[0] != 0) printf("%s ", bytes);
  return TRUE;
}

static HWND next_dialog(int button) {
  for (int tries = 0; tries < 1200; tries++, Sleep(50)) {
    HWND found = FindWindowW(L"#32770", NULL);
    HWND control = found == NULL || found == last ? NULL : GetDlgItem(found, button);
    if (control != NULL && IsWindowVisible(control) && IsWindowEnabled(control)) return found;
  }
  return NULL;
}

int main(int count, char **words) {
  for (int i = 1; i < count; i++) {
    int button = atoi(words[i]);
    HWND dialog = next_dialog(button);
    if (dialog == NULL) return 3;
    EnumChildWindows(dialog, print_text, 0);
    printf("\n");
    fflush(stdout);
    PostMessageW(dialog, WM_COMMAND, button, (LPARAM)GetDlgItem(dialog, button));
    last = dialog;
  }
  return 0;
}
