// What the system takes for one bare send over loopback: the floor beside which a call of the study is measured.
#pragma once

#include <arpa/inet.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <string>
#include <vector>

#include "MiaIaTcp.h"

namespace miaia::bench {

/// Listens on a free port of this machine; gives the listener.
inline int Listen(std::string& endpoint) {
    const int listener = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t bytes = sizeof address;
    if (bind(listener, reinterpret_cast<sockaddr*>(&address), bytes) != 0 || listen(listener, 4) != 0)
        std::exit(1);
    getsockname(listener, reinterpret_cast<sockaddr*>(&address), &bytes);
    endpoint = "tcp://127.0.0.1:" + std::to_string(ntohs(address.sin_port));
    return listener;
}

/// A connection to a process that reads and does nothing else: the floor.
class BareSender {
public:
    BareSender() {
        std::string text;
        const int listener = Listen(text);
        child_ = fork();
        if (child_ == 0) {
            const int connection = accept(listener, nullptr, nullptr);
            static char memory[1 << 16];
            while (recv(connection, memory, sizeof memory, 0) > 0)
                continue;
            _exit(0);
        }
        close(listener);
        LoopbackEndpoint endpoint;
        FixedText<320> why;
        endpoint.Parse(text.c_str(), why);
        socket_.Connect(endpoint);
        while (socket_.Follow() == ConnectProgress::Pending)
            continue;
    }
    ~BareSender() {
        socket_.Close();
        waitpid(child_, nullptr, 0);
    }

    double SendUs(size_t bytes) {
        memory_.resize(bytes);
        const auto began = std::chrono::steady_clock::now();
        socket_.Send(memory_.data(), bytes);
        return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - began).count();
    }

private:
    TcpSocket socket_;
    pid_t child_;
    std::vector<uint8_t> memory_;
};

}  // namespace miaia::bench
