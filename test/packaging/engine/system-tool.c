/*
 * Stands in for Windows' schtasks.exe and whoami.exe, by its own name, in a Simplified Chinese
 * Windows: wine's know neither questions nor identifiers. Keeps the task in the folder that
 * DDNS_TRAY_TASKS names, and notes each call there.
 */
#include <io.h>
#include <stdio.h>
#include <wchar.h>
#include <windows.h>

static wchar_t folder[MAX_PATH];

static const wchar_t *in(const wchar_t *name) {
    static wchar_t paths[4][MAX_PATH];
    static int next;
    wchar_t *path = paths[next++ % 4];
    _snwprintf(path, MAX_PATH, L"%ls\\%ls", folder, name);
    return path;
}

static int is_there(const wchar_t *name) {
    return GetFileAttributesW(in(name)) != INVALID_FILE_ATTRIBUTES;
}

static void print(const char *bytes) { fwrite(bytes, 1, strlen(bytes), stdout); }

static void note(int argc, wchar_t **argv) {
    FILE *calls = _wfopen(in(L"calls.txt"), L"ab");
    for (int at = 1; at < argc; at++) {
        char word[2048];
        WideCharToMultiByte(CP_UTF8, 0, argv[at], -1, word, sizeof word, NULL, NULL);
        fprintf(calls, at == 1 ? "%s" : " %s", word);
    }
    fputc('\n', calls);
    fclose(calls);
}

static int who(const wchar_t *what) {
    /* 标签 in code page 936. */
    if (wcscmp(what, L"/user") == 0) print("\"pc\\xiaoming\",\"S-1-5-21-11-22-33-1001\"\r\n");
    else if (is_there(L"elevated")) print("\"Mandatory Label\",\"\xb1\xea\xc7\xa9\",\"S-1-16-12288\",\"\"\r\n");
    else print("\"Mandatory Label\",\"\xb1\xea\xc7\xa9\",\"S-1-16-8192\",\"\"\r\n");
    return 0;
}

static int query(int as_xml) {
    /* 错误: 系统找不到指定的文件。 in code page 936. */
    if (!is_there(L"task.xml")) {
        fputs("\xb4\xed\xce\xf3: \xcf\xb5\xcd\xb3\xd5\xd2\xb2\xbb\xb5\xbd\r\n", stderr);
        return 1;
    }
    if (!as_xml) {
        /* 正在运行 and 就绪. */
        const char *row = is_there(L"running")
            ? "\"PC\",\"\\DDNS Tray\",\"N/A\",\"\xd5\xfd\xd4\xda\xd4\xcb\xd0\xd0\",\"x\",\"2026/11/23 3:34:50\",\"267009\",\"x\"\r\n"
            : "\"PC\",\"\\DDNS Tray\",\"N/A\",\"\xbe\xcd\xd0\xf7\",\"x\",\"2026/11/23 3:34:50\",\"2\",\"x\"\r\n";
        print(row);
        return 0;
    }
    FILE *task = _wfopen(in(L"task.xml"), L"rb");
    for (int byte; (byte = fgetc(task)) != EOF;) putchar(byte);
    fclose(task);
    return 0;
}

static const wchar_t *after(int argc, wchar_t **argv, const wchar_t *name) {
    for (int at = 1; at + 1 < argc; at++)
        if (_wcsicmp(argv[at], name) == 0) return argv[at + 1];
    return NULL;
}

int wmain(int argc, wchar_t **argv) {
    GetEnvironmentVariableW(L"DDNS_TRAY_TASKS", folder, MAX_PATH);
    _setmode(1, 0x8000);
    if (argc < 2) return 1;
    if (wcsstr(argv[0], L"whoami")) return who(argv[1]);
    note(argc, argv);
    if (_wcsicmp(argv[1], L"/Query") == 0) return query(after(argc, argv, L"/XML") != NULL);
    if (_wcsicmp(argv[1], L"/Create") == 0)
        return CopyFileW(after(argc, argv, L"/XML"), in(L"task.xml"), FALSE) ? 0 : 1;
    if (!is_there(L"task.xml")) return 1;
    if (_wcsicmp(argv[1], L"/Run") == 0) fclose(_wfopen(in(L"running"), L"wb"));
    if (_wcsicmp(argv[1], L"/End") == 0) DeleteFileW(in(L"running"));
    if (_wcsicmp(argv[1], L"/Delete") == 0) return DeleteFileW(in(L"task.xml")) ? 0 : 1;
    return 0;
}
