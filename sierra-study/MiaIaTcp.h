// One TCP connection to this machine, and no call that waits unless it is told how long. Winsock is loaded at run time with
// prototypes of our own: Sierra's remote build offers no import library for it.
#pragma once

#include <cstdint>

#include "MiaIaEndpoint.h"

#ifdef _WIN32
#include <windows.h>
#else
#include <cerrno>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace miaia {

/// What a call on a socket came to: Done with a number of bytes, Later when it would have had to wait, Lost when the connection is over.
struct IoResult {
    enum State : uint8_t { Done, Later, Lost } state;
    size_t bytes;
};

/// How far a connect has come.
enum class ConnectProgress : uint8_t { Pending, Connected, Failed };

/// An IPv4 address as both systems lay it out; the port is kept in network order, so that nobody has to turn it.
struct SocketAddress {
    uint16_t family = 2;
    uint8_t port[2] = {0, 0};
    uint8_t address[4] = {0, 0, 0, 0};
    uint8_t unused[8] = {0, 0, 0, 0, 0, 0, 0, 0};

    SocketAddress() = default;
    explicit SocketAddress(const LoopbackEndpoint& endpoint) {
        port[0] = static_cast<uint8_t>(endpoint.port >> 8);
        port[1] = static_cast<uint8_t>(endpoint.port & 0xFF);
        std::memcpy(address, endpoint.address, sizeof address);
    }
    bool operator==(const SocketAddress& other) const {
        return std::memcmp(port, other.port, sizeof port) == 0 && std::memcmp(address, other.address, sizeof address) == 0;
    }
};

#ifdef _WIN32

/// The Windows half of what TcpSocket asks of a system. Winsock's own headers are left out: whichever of the two Sierra's headers bring
/// along, constants and structures here are those of the stable binary interface. The library is never freed, for Sierra itself uses
/// it; so this is plain memory that may outlive a reload of the study's DLL.
struct SystemSockets {
    typedef UINT_PTR Handle;
    static constexpr Handle None = ~static_cast<UINT_PTR>(0);

    /// Loads Winsock once.
    bool Load(FixedText<320>& why) {
        if (select_ != nullptr)
            return true;
        const HMODULE module = LoadLibraryA("ws2_32.dll");
        uint64_t description[64];  // WSADATA, of which nothing is wanted; it has 408 bytes
        int(WINAPI * startup)(WORD, void*) = nullptr;
        const bool complete = module != nullptr && Find(module, "WSAStartup", startup) && Find(module, "WSAGetLastError", last_error_) &&
            Find(module, "socket", socket_) && Find(module, "closesocket", close_) && Find(module, "connect", connect_) &&
            Find(module, "send", send_) && Find(module, "recv", receive_) && Find(module, "shutdown", shutdown_) &&
            Find(module, "ioctlsocket", control_) && Find(module, "setsockopt", set_option_) && Find(module, "getsockname", local_address_);
        if (complete && startup(0x0202, description) == 0 && Find(module, "select", select_))
            return true;
        why.Assign("Windows' ws2_32.dll cannot be used; it is tried again every 30 seconds.");
        return false;
    }

    Handle Open() {
        const Handle handle = socket_(InternetFamily, StreamType, TcpProtocol);
        if (handle == None)
            return None;
        unsigned long on = 1;
        if (control_(handle, SetNonBlocking, &on) != 0) {
            close_(handle);
            return None;
        }
        const int without_delay = 1;
        set_option_(handle, TcpProtocol, TcpNoDelay, reinterpret_cast<const char*>(&without_delay), sizeof without_delay);
        // A program that Sierra starts must not hold the connection open.
        SetHandleInformation(reinterpret_cast<HANDLE>(handle), HANDLE_FLAG_INHERIT, 0);
        return handle;
    }

    void Close(Handle handle) { close_(handle); }
    void ShutdownSend(Handle handle) { shutdown_(handle, SendHalf); }

    ConnectProgress Connect(Handle handle, const SocketAddress& to) {
        if (connect_(handle, &to, sizeof to) == 0)
            return ConnectProgress::Connected;
        return last_error_() == WouldBlock ? ConnectProgress::Pending : ConnectProgress::Failed;
    }

    /// A refused connect takes up to two seconds here, and shows in the set of failures.
    ConnectProgress Follow(Handle handle) {
        OneSocket writing = {1, handle};
        OneSocket failing = {1, handle};
        if (!Select(nullptr, &writing, &failing, 0))
            return ConnectProgress::Pending;
        return failing.count != 0 ? ConnectProgress::Failed : ConnectProgress::Connected;
    }

    bool LocalAddress(Handle handle, SocketAddress& local) {
        int bytes = sizeof local;
        return local_address_(handle, &local, &bytes) == 0;
    }

    IoResult Send(Handle handle, const uint8_t* bytes, size_t length) {
        return Judge(send_(handle, reinterpret_cast<const char*>(bytes), static_cast<int>(length), 0), false);
    }
    IoResult Receive(Handle handle, uint8_t* bytes, size_t capacity) {
        return Judge(receive_(handle, reinterpret_cast<char*>(bytes), static_cast<int>(capacity), 0), true);
    }

    void WaitReadable(Handle handle, int ms) {
        OneSocket reading = {1, handle};
        Select(&reading, nullptr, nullptr, ms);
    }
    void WaitWritable(Handle handle, int ms) {
        OneSocket writing = {1, handle};
        Select(nullptr, &writing, nullptr, ms);
    }

private:
    static constexpr int InternetFamily = 2;
    static constexpr int StreamType = 1;
    static constexpr int TcpProtocol = 6;
    static constexpr int TcpNoDelay = 1;
    static constexpr int SendHalf = 1;
    static constexpr long SetNonBlocking = static_cast<long>(0x8004667Eu);
    static constexpr int WouldBlock = 10035;
    static constexpr int NoBufferSpace = 10055;

    /// A set of one socket. select leaves it with a count of 1 or 0, which is all that FD_ISSET would tell.
    struct OneSocket {
        unsigned count;
        Handle handle;
    };
    struct Duration {
        long seconds;
        long micros;
    };

    bool Select(OneSocket* reading, OneSocket* writing, OneSocket* failing, int ms) {
        const Duration wait = {ms / 1000, ms % 1000 * 1000};
        return select_(0, reading, writing, failing, &wait) > 0;
    }

    IoResult Judge(int result, bool reading) {
        if (result > 0 || (result == 0 && !reading))
            return {IoResult::Done, static_cast<size_t>(result)};
        const int error = result < 0 ? last_error_() : 0;
        return {error == WouldBlock || error == NoBufferSpace ? IoResult::Later : IoResult::Lost, 0};
    }

    template <class Function>
    static bool Find(HMODULE module, const char* name, Function& function) {
        const FARPROC found = GetProcAddress(module, name);
        std::memcpy(&function, &found, sizeof function);
        return found != nullptr;
    }

    int(WINAPI* last_error_)() = nullptr;
    Handle(WINAPI* socket_)(int, int, int) = nullptr;
    int(WINAPI* close_)(Handle) = nullptr;
    int(WINAPI* connect_)(Handle, const void*, int) = nullptr;
    int(WINAPI* send_)(Handle, const char*, int, int) = nullptr;
    int(WINAPI* receive_)(Handle, char*, int, int) = nullptr;
    int(WINAPI* shutdown_)(Handle, int) = nullptr;
    int(WINAPI* control_)(Handle, long, unsigned long*) = nullptr;
    int(WINAPI* set_option_)(Handle, int, int, const char*, int) = nullptr;
    int(WINAPI* local_address_)(Handle, void*, int*) = nullptr;
    int(WINAPI* select_)(int, void*, void*, void*, const void*) = nullptr;
};

#else

/// The POSIX half of what TcpSocket asks of a system. Plain memory: a reload of the study's DLL may pass over it.
struct SystemSockets {
    typedef int Handle;
    static constexpr Handle None = -1;

    bool Load(FixedText<320>&) { return true; }

    Handle Open() {
        const int handle = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        if (handle < 0)
            return None;
        const int on = 1;
        setsockopt(handle, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        return handle;
    }

    void Close(Handle handle) { close(handle); }
    void ShutdownSend(Handle handle) { shutdown(handle, SHUT_WR); }

    ConnectProgress Connect(Handle handle, const SocketAddress& to) {
        if (connect(handle, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0)
            return ConnectProgress::Connected;
        return errno == EINPROGRESS || errno == EINTR ? ConnectProgress::Pending : ConnectProgress::Failed;
    }

    ConnectProgress Follow(Handle handle) {
        if (!Wait(handle, POLLOUT, 0))
            return ConnectProgress::Pending;
        int error = 0;
        socklen_t bytes = sizeof error;
        const bool known = getsockopt(handle, SOL_SOCKET, SO_ERROR, &error, &bytes) == 0;
        return known && error == 0 ? ConnectProgress::Connected : ConnectProgress::Failed;
    }

    bool LocalAddress(Handle handle, SocketAddress& local) {
        socklen_t bytes = sizeof local;
        return getsockname(handle, reinterpret_cast<sockaddr*>(&local), &bytes) == 0;
    }

    IoResult Send(Handle handle, const uint8_t* bytes, size_t length) { return Judge(send(handle, bytes, length, MSG_NOSIGNAL), false); }
    IoResult Receive(Handle handle, uint8_t* bytes, size_t capacity) { return Judge(recv(handle, bytes, capacity, 0), true); }

    void WaitReadable(Handle handle, int ms) { Wait(handle, POLLIN, ms); }
    void WaitWritable(Handle handle, int ms) { Wait(handle, POLLOUT, ms); }

private:
    static IoResult Judge(ssize_t result, bool reading) {
        if (result > 0 || (result == 0 && !reading))
            return {IoResult::Done, static_cast<size_t>(result)};
        // A shortage of kernel memory passes; everything else that is not a wait ends the connection.
        const bool later = result < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR || errno == ENOBUFS || errno == ENOMEM);
        return {later ? IoResult::Later : IoResult::Lost, 0};
    }

    static bool Wait(Handle handle, short what, int ms) {
        pollfd one = {handle, what, 0};
        return poll(&one, 1, ms) > 0;
    }
};

#endif

/// The socket that the link to the bridge uses.
class TcpSocket {
public:
    /// Finds the system's calls; false with the reason.
    bool Load(FixedText<320>& why) { return system_.Load(why); }

    bool IsOpen() const { return handle_ != SystemSockets::None; }

    /// Begins to connect; Follow then says how it goes.
    ConnectProgress Connect(const LoopbackEndpoint& endpoint) {
        Close();
        peer_ = SocketAddress(endpoint);
        handle_ = system_.Open();
        return IsOpen() ? system_.Connect(handle_, peer_) : ConnectProgress::Failed;
    }

    ConnectProgress Follow() { return system_.Follow(handle_); }

    /// TCP may connect a socket to itself when the port is one of those that the system hands out and nobody listens there.
    bool IsConnectedToItself() {
        SocketAddress local;
        return system_.LocalAddress(handle_, local) && local == peer_;
    }

    IoResult Send(const uint8_t* bytes, size_t length) { return system_.Send(handle_, bytes, length); }
    IoResult Receive(uint8_t* bytes, size_t capacity) { return system_.Receive(handle_, bytes, capacity); }
    void ShutdownSend() { system_.ShutdownSend(handle_); }
    void WaitReadable(int ms) { system_.WaitReadable(handle_, ms); }
    void WaitWritable(int ms) { system_.WaitWritable(handle_, ms); }

    void Close() {
        if (IsOpen())
            system_.Close(handle_);
        handle_ = SystemSockets::None;
    }

private:
    SystemSockets system_;
    SystemSockets::Handle handle_ = SystemSockets::None;
    SocketAddress peer_;
};

}  // namespace miaia
