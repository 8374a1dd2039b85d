// libzmq, loaded at run time with prototypes of our own: Sierra's remote build has neither its header nor its import library.
#pragma once

#include <cstdlib>
#include <cstring>

#include "MiaIaText.h"

#ifdef _WIN32
#include <windows.h>
#else
#include <dlfcn.h>
#endif

namespace miaia {

// The parts of libzmq's stable C interface that are used, by its own names and values.
constexpr int ZmqDealer = 5;
constexpr int ZmqOptionLinger = 17;
constexpr int ZmqOptionSendHighWater = 23;
constexpr int ZmqOptionReceiveHighWater = 24;
constexpr int ZmqOptionImmediate = 39;
constexpr int ZmqOptionReconnectMs = 18;
constexpr int ZmqOptionReconnectMaxMs = 21;
constexpr int ZmqOptionHeartbeatMs = 75;
constexpr int ZmqOptionHeartbeatTimeoutMs = 77;
constexpr int ZmqDontWait = 1;
constexpr int ZmqContextMaxSockets = 2;
constexpr int ZmqContextThreadPolicy = 4;

/// Function table of the loaded library. The library itself is never unloaded: its threads may outlive the study's DLL.
struct LibZmq {
    void* (*ctx_new)() = nullptr;
    int (*ctx_set)(void*, int, int) = nullptr;
    int (*ctx_term)(void*) = nullptr;
    void* (*socket)(void*, int) = nullptr;
    int (*setsockopt)(void*, int, const void*, size_t) = nullptr;
    int (*connect)(void*, const char*) = nullptr;
    int (*close)(void*) = nullptr;
    int (*send)(void*, const void*, size_t, int) = nullptr;
    int (*recv)(void*, void*, size_t, int) = nullptr;
    int (*get_errno)() = nullptr;
    const char* (*strerror)(int) = nullptr;
    void (*version)(int*, int*, int*) = nullptr;
    FixedText<128> name;  // of the file that was loaded

    bool Loaded() const { return version != nullptr; }

    /// Loads the first library that is there and complete. Otherwise false, and why says what to put where.
    bool Load(FixedText<320>& why) {
        const char* only = std::getenv("MIAIA_LIBZMQ");
        if (only != nullptr && only[0] != 0) {
            if (TryFile(only))
                return true;
            why.Clear();
            why.AppendFormat("libzmq not found: MIAIA_LIBZMQ names %s, which cannot be loaded.", only);
            return false;
        }
        if (TryKnownNames())
            return true;
#ifdef _WIN32
        why.Assign(
            "libzmq.dll not found: put the 64-bit libzmq.dll (or libzmq-v….dll) into Sierra Chart's main folder, beside "
            "SierraChart_64.exe; it is tried again every 30 seconds.");
#else
        why.Assign("libzmq.so.5 not found: install it (Debian: apt-get install libzmq5); it is tried again every 30 seconds.");
#endif
        return false;
    }

private:
#ifdef _WIN32
    typedef HMODULE Module;
    static Module Open(const char* file) {
        return LoadLibraryA(file);
    }
    static void* Find(Module module, const char* symbol) {
        return reinterpret_cast<void*>(GetProcAddress(module, symbol));
    }

    bool TryKnownNames() {
        if (TryFile("libzmq.dll"))
            return true;
        char folder[MAX_PATH];
        const DWORD length = GetModuleFileNameA(nullptr, folder, MAX_PATH);
        if (length == 0 || length >= MAX_PATH)
            return false;
        char* end = std::strrchr(folder, '\\');
        if (end == nullptr)
            return false;
        *end = 0;
        if (TryFolder(folder, ""))
            return true;
        return TryFolder(folder, "\\Data");
    }

    // Builds of libzmq carry their compiler in the name, as in libzmq-v143-mt-4_3_5.dll.
    bool TryFolder(const char* folder, const char* below) {
        FixedText<MAX_PATH + 32> pattern;
        pattern.AppendFormat("%s%s\\libzmq-*.dll", folder, below);
        WIN32_FIND_DATAA found;
        const HANDLE search = FindFirstFileA(pattern.chars, &found);
        if (search == INVALID_HANDLE_VALUE)
            return false;
        bool loaded = false;
        do {
            FixedText<2 * MAX_PATH> file;
            file.AppendFormat("%s%s\\%s", folder, below, found.cFileName);
            loaded = TryFile(file.chars);
        } while (!loaded && FindNextFileA(search, &found));
        FindClose(search);
        return loaded;
    }
#else
    typedef void* Module;
    static Module Open(const char* file) {
        return dlopen(file, RTLD_NOW | RTLD_LOCAL);
    }
    static void* Find(Module module, const char* symbol) {
        return dlsym(module, symbol);
    }

    bool TryKnownNames() {
        return TryFile("libzmq.so.5") || TryFile("libzmq.so");
    }
#endif

    template <class Function>
    static bool Resolve(Module module, const char* symbol, Function& function) {
        void* found = Find(module, symbol);
        std::memcpy(&function, &found, sizeof found);
        return found != nullptr;
    }

    bool TryFile(const char* file) {
        const Module module = Open(file);
        if (module == nullptr)
            return false;
        LibZmq table;
        const bool complete = Resolve(module, "zmq_ctx_new", table.ctx_new) && Resolve(module, "zmq_ctx_set", table.ctx_set) &&
            Resolve(module, "zmq_ctx_term", table.ctx_term) && Resolve(module, "zmq_socket", table.socket) &&
            Resolve(module, "zmq_setsockopt", table.setsockopt) && Resolve(module, "zmq_connect", table.connect) &&
            Resolve(module, "zmq_close", table.close) && Resolve(module, "zmq_send", table.send) &&
            Resolve(module, "zmq_recv", table.recv) && Resolve(module, "zmq_errno", table.get_errno) &&
            Resolve(module, "zmq_strerror", table.strerror) && Resolve(module, "zmq_version", table.version);
        if (!complete)
            return false;
        table.name.Assign(file);
        *this = table;
        return true;
    }
};

}  // namespace miaia
