#include "plugin.h"

#define PROPERTY_STORE 0xA0000009u
#define SERIALIZED 0x53505331u /* "1SPS" */

/* PKEY_AppUserModel_ID, as [MS-PROPSTORE] writes its format and its number. */
static const BYTE format[16] = {0x55, 0x28, 0x4c, 0x9f, 0x79, 0x9f, 0x39, 0x4b,
                                0xa8, 0xd0, 0xe1, 0xd4, 0x2d, 0xe1, 0xd5, 0xf3};

static BYTE *put(BYTE *at, DWORD value) {
  memcpy(at, &value, 4);
  return at + 4;
}

/* A block of extra data with the one property, and the empty block that ends a shortcut. */
static DWORD write_block(BYTE *block, const WCHAR *id) {
  DWORD characters = (DWORD)lstrlenW(id) + 1, text = (characters * 2 + 3) & ~3u;
  DWORD value = 4 + 4 + 1 + 4 + 4 + text, storage = 4 + 4 + 16 + value + 4;
  BYTE *at = put(block, 4 + 4 + storage + 4);
  at = put(at, PROPERTY_STORE);
  at = put(at, storage);
  at = put(at, SERIALIZED);
  memcpy(at, format, 16);
  at = put(at + 16, value);
  at = put(at, 5);
  *at++ = 0;
  at = put(at, 31 /* VT_LPWSTR */);
  at = put(at, characters);
  memcpy(at, id, characters * 2);
  at = put(at + text, 0);
  at = put(at, 0);
  return (DWORD)(put(at, 0) - block);
}

/* Notes the id in the shortcut, where Windows looks for the app that a toast comes from. */
void EXPORT SetLnkAUMI(ARGUMENTS) {
  EXDLL_INIT();
  (void)hwndParent, (void)extra;
  WCHAR *id = new_string(string_size), *path = new_string(string_size);
  popstring(path);
  popstring(id);
  HANDLE file = CreateFileW(path, GENERIC_WRITE, 0, NULL, OPEN_EXISTING, 0, NULL);
  if (file != INVALID_HANDLE_VALUE) {
    BYTE *block = (BYTE *)GlobalAlloc(GPTR, 128 + 2 * (SIZE_T)string_size);
    DWORD size = write_block(block, id), written;
    SetFilePointer(file, -4, NULL, FILE_END);
    WriteFile(file, block, size, &written, NULL);
    GlobalFree(block);
    CloseHandle(file);
  }
  GlobalFree(id), GlobalFree(path);
}

static void take_one(int string_size) {
  WCHAR *word = new_string(string_size);
  popstring(word);
  GlobalFree(word);
}

void EXPORT UninstShortcut(ARGUMENTS) {
  EXDLL_INIT();
  (void)hwndParent, (void)extra;
  take_one(string_size);
}

void EXPORT UninstAppUserModelId(ARGUMENTS) {
  EXDLL_INIT();
  (void)hwndParent, (void)extra;
  take_one(string_size);
}
