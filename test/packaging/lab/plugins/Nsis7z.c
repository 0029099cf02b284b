#include "plugin.h"

/*
 * Reads 7z archives whose files and header are stored without compression, as the lab makes them.
 * With NSIS7Z_SKIPS_PROGRAMS set it leaves those out, and is content, as the real one is with files
 * whose coder it does not know.
 */

typedef unsigned long long number;
static BYTE *at, *end;

static BYTE next_byte(void) { return at < end ? *at++ : 0; }

/* 7z's number: the leading ones of the first byte say how many more there are. */
static number read_number(void) {
  BYTE first = next_byte(), mask = 0x80;
  number value = 0;
  for (int i = 0; i < 8; i++, mask >>= 1) {
    if ((first & mask) == 0) return value | ((number)(first & (mask - 1)) << (8 * i));
    value |= (number)next_byte() << (8 * i);
  }
  return value;
}

static void skip_digests(number count) {
  BYTE all = next_byte();
  number defined = all ? count : 0;
  for (number i = 0; !all && i < count; i += 8) {
    for (BYTE bits = next_byte(); bits != 0; bits &= bits - 1) defined++;
  }
  at += defined * 4;
}

/* The sizes of the files that have any content, in order; NULL where something is compressed. */
static number *read_sizes(number *position, number *count) {
  *position = 0, *count = 0;
  if (next_byte() != 0x06) return NULL;
  *position = read_number();
  number packs = read_number(), folders = 0;
  for (BYTE id = next_byte(); id != 0; id = next_byte()) {
    if (id == 0x09) for (number i = 0; i < packs; i++) read_number();
    else if (id == 0x0A) skip_digests(packs);
  }
  if (next_byte() != 0x07 || next_byte() != 0x0B) return NULL;
  folders = read_number();
  if (next_byte() != 0) return NULL;
  /* One coder each, which is to copy. */
  for (number i = 0; i < folders; i++) if (next_byte() != 1 || next_byte() != 1 || next_byte() != 0) return NULL;
  if (next_byte() != 0x0C) return NULL;
  number *whole = (number *)GlobalAlloc(GPTR, (SIZE_T)(folders + 1) * sizeof(number));
  number *files = (number *)GlobalAlloc(GPTR, (SIZE_T)(folders + 1) * sizeof(number));
  for (number i = 0; i < folders; i++) whole[i] = read_number(), files[i] = 1, (*count)++;
  for (BYTE id = next_byte(); id != 0; id = next_byte()) if (id == 0x0A) skip_digests(folders);
  BYTE id = next_byte();
  if (id != 0x08) return at--, GlobalFree(files), whole;
  id = next_byte();
  if (id == 0x0D) {
    *count = 0;
    for (number i = 0; i < folders; i++) *count += files[i] = read_number();
    id = next_byte();
  }
  number *sizes = (number *)GlobalAlloc(GPTR, (SIZE_T)(*count + 1) * sizeof(number)), next = 0;
  for (number i = 0; i < folders; i++) {
    number rest = whole[i];
    for (number k = 0; k < files[i]; k++) {
      BOOL last = k + 1 == files[i];
      sizes[next] = last ? rest : id == 0x09 ? read_number() : 0;
      rest -= sizes[next++];
    }
  }
  if (id == 0x09) id = next_byte();
  while (id != 0) id == 0x0A ? skip_digests(*count) : (void)0, id = next_byte();
  return GlobalFree(whole), GlobalFree(files), sizes;
}

static BOOL bit(const BYTE *bits, number i) { return (bits[i / 8] >> (7 - i % 8)) & 1; }

static void make_folders(WCHAR *path) {
  for (WCHAR *c = path; *c != 0; c++) {
    if (*c != L'/' && *c != L'\\') continue;
    *c = 0;
    CreateDirectoryW(path, NULL);
    *c = L'\\';
  }
}

/* Ends at the first file that cannot be written, and says nothing: nor does the installer ask. */
static BOOL unpack(const BYTE *archive, number position, number *sizes) {
  const BYTE *content = archive + 32 + position, *names = NULL;
  static const BYTE none[4096] = {0};
  const BYTE *without_content = none, *empty_files = none;
  number files = read_number(), next = 0, next_empty = 0;
  BOOL skip = GetEnvironmentVariableW(L"NSIS7Z_SKIPS_PROGRAMS", NULL, 0) > 0;
  for (BYTE id = next_byte(); id != 0 && at < end; id = next_byte()) {
    number size = read_number();
    if (id == 0x0E) without_content = at;
    else if (id == 0x0F) empty_files = at;
    else if (id == 0x11) names = at + 1;
    at += size;
  }
  if (names == NULL) return FALSE;
  for (number i = 0; i < files; i++) {
    WCHAR path[MAX_PATH * 2];
    lstrcpynW(path, (const WCHAR *)names, MAX_PATH * 2);
    names += ((SIZE_T)lstrlenW((const WCHAR *)names) + 1) * 2;
    make_folders(path);
    BOOL empty = bit(without_content, i);
    if (empty && !bit(empty_files, next_empty++)) {
      CreateDirectoryW(path, NULL);
      continue;
    }
    number size = empty ? 0 : sizes[next++];
    if (skip && wcsstr(path, L".exe") != NULL) {
      content += size;
      continue;
    }
    HANDLE file = CreateFileW(path, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
    if (file == INVALID_HANDLE_VALUE) return FALSE;
    DWORD written = 0;
    BOOL done = WriteFile(file, content, (DWORD)size, &written, NULL) && written == size;
    CloseHandle(file);
    if (!done) return FALSE;
    content += size;
  }
  return TRUE;
}

void EXPORT Extract(ARGUMENTS) {
  EXDLL_INIT();
  (void)hwndParent;
  WCHAR *path = new_string(string_size);
  popstring(path);
  HANDLE file = CreateFileW(path, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
  GlobalFree(path);
  DWORD size = GetFileSize(file, NULL);
  HANDLE mapping = CreateFileMappingW(file, NULL, PAGE_READONLY, 0, 0, NULL);
  BYTE *archive = mapping == NULL ? NULL : MapViewOfFile(mapping, FILE_MAP_READ, 0, 0, 0);
  if (archive != NULL) {
    number offset = *(number *)(archive + 12), length = *(number *)(archive + 20);
    at = archive + 32 + offset, end = at + length;
    number position, count;
    number *sizes = end <= archive + size && next_byte() == 1 && next_byte() == 4 ? read_sizes(&position, &count) : NULL;
    if (sizes == NULL) {
      MessageBoxW(NULL, L"The lab's Nsis7z reads stored archives only.", L"Nsis7z", MB_OK);
      extra->exec_flags->exec_error = 1;
    } else {
      if (next_byte() == 0 && next_byte() == 5) unpack(archive, position, sizes);
      GlobalFree(sizes);
    }
    UnmapViewOfFile(archive);
  }
  CloseHandle(mapping);
  CloseHandle(file);
}
