// Another program, started hidden and left to itself.
#pragma once

#include "MiaIaText.h"

#ifdef _WIN32
#include <windows.h>
#else
#include <cstdlib>
#include <fcntl.h>
#include <spawn.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

namespace miaia {

/// How a start came out.
enum class Started : uint8_t { Yes, ByAnother, No };

/// A program that was started, by the system's own number or handle; plain data.
struct StartedProgram {
    uintptr_t of_system = 0;
    bool IsKnown() const { return of_system != 0; }
};

/// The system's way. Whoever has started a program under a key keeps the key until his own process ends: two charts, or two loads of the
/// study's library, do not start two. A path is the system's own bytes, on Windows those of its code page: nothing here reads it as UTF-8.
struct SystemLauncher {
    static constexpr size_t PathBytesMax = 1024;

#ifdef _WIN32
    static Started Start(const char* path, const char* argument, uint16_t key, StartedProgram& program) {
        FixedText<64> name;
        name.AppendFormat("Local\\MiaIaBridgeOfPort%u", key);
        SetLastError(0);
        // Never closed: it is the note that this program was started.
        if (CreateMutexA(nullptr, FALSE, name.chars) == nullptr || GetLastError() == ERROR_ALREADY_EXISTS)
            return Started::ByAnother;
        char line[PathBytesMax + 100];
        char folder[PathBytesMax];
        if (!Fits(std::snprintf(line, sizeof line, "\"%s\" %s", path, argument), sizeof line) ||
            !Fits(std::snprintf(folder, sizeof folder, "%s", path), sizeof folder))
            return Started::No;
        char* const last = std::strrchr(folder, '\\');
        if (last != nullptr)
            *last = 0;
        STARTUPINFOA how = {};
        how.cb = sizeof how;
        how.dwFlags = STARTF_USESHOWWINDOW;
        how.wShowWindow = SW_HIDE;
        PROCESS_INFORMATION process = {};
        const DWORD flags = CREATE_NO_WINDOW | CREATE_NEW_PROCESS_GROUP;
        if (!CreateProcessA(nullptr, line, nullptr, nullptr, FALSE, flags, nullptr, last != nullptr ? folder : nullptr, &how, &process))
            return Started::No;
        CloseHandle(process.hThread);
        program.of_system = reinterpret_cast<uintptr_t>(process.hProcess);
        return Started::Yes;
    }

    /// True once, with its exit code, when it has ended.
    static bool HasEnded(StartedProgram& program, int& exit_code) {
        const HANDLE process = reinterpret_cast<HANDLE>(program.of_system);
        DWORD code = 0;
        if (WaitForSingleObject(process, 0) != WAIT_OBJECT_0 || !GetExitCodeProcess(process, &code))
            return false;
        exit_code = static_cast<int>(code);
        Forget(program);
        return true;
    }

    /// Nobody looks at it any more; it goes on.
    static void Forget(StartedProgram& program) {
        if (program.IsKnown())
            CloseHandle(reinterpret_cast<HANDLE>(program.of_system));
        program = StartedProgram();
    }
#else
    static Started Start(const char* path, const char* argument, uint16_t key, StartedProgram& program) {
        const char* const folder = std::getenv("TMPDIR");
        char name[PathBytesMax];
        const char* const where = folder != nullptr && folder[0] != 0 ? folder : P_tmpdir;
        const unsigned user = static_cast<unsigned>(getuid());
        if (!Fits(std::snprintf(name, sizeof name, "%s/miaia-bridge-%u-%u.lock", where, user, static_cast<unsigned>(key)), sizeof name))
            return Started::No;
        // Never closed: it is the note that this program was started.
        const int note = open(name, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0600);
        if (note < 0 || flock(note, LOCK_EX | LOCK_NB) != 0)
            return Started::ByAnother;
        posix_spawnattr_t how;
        posix_spawn_file_actions_t files;
        posix_spawnattr_init(&how);
        posix_spawn_file_actions_init(&files);
        posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSID);
        for (const int standard : {0, 1, 2})
            posix_spawn_file_actions_addopen(&files, standard, "/dev/null", standard == 0 ? O_RDONLY : O_WRONLY, 0);
        // Neither is written to.
        char* const arguments[] = {const_cast<char*>(path), const_cast<char*>(argument), nullptr};
        pid_t child = 0;
        const int problem = posix_spawn(&child, path, &files, &how, arguments, environ);
        posix_spawn_file_actions_destroy(&files);
        posix_spawnattr_destroy(&how);
        if (problem != 0)
            return Started::No;
        program.of_system = static_cast<uintptr_t>(child);
        return Started::Yes;
    }

    /// True once, with its exit code, when it has ended; that of a signal is 128 and its number, as a shell says it.
    static bool HasEnded(StartedProgram& program, int& exit_code) {
        int status = 0;
        const pid_t ended = waitpid(static_cast<pid_t>(program.of_system), &status, WNOHANG);
        if (ended == 0)
            return false;
        // Below 0 somebody else has waited for it, and knows how it ended.
        exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        Forget(program);
        return ended > 0;
    }

    /// Nobody looks at it any more; it goes on.
    static void Forget(StartedProgram& program) {
        program = StartedProgram();
    }
#endif

private:
    /// Whether a text was written whole.
    static bool Fits(int length, size_t capacity) {
        return length >= 0 && static_cast<size_t>(length) < capacity;
    }
};

}  // namespace miaia
