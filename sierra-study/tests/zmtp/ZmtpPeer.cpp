// The study's link as a program of its own, so that other people's ROUTERs can be held against it, also as a Windows program.
//   miaia-zmtp-peer ENDPOINT SECONDS WORD...
// Words: echo:SIZE, echo:SIZE:COUNT and pull:SIZE. A message of echo has to come back as it is. For pull the ROUTER is asked, by a
// message of 'P' and eight bytes, for one of SIZE bytes; one that is too long for a frame has to be passed over. Everything is sent
// as fast as the link takes it, and again from the first unanswered one on a new connection. It tells what happens, a line each; exit
// code 0 when all was answered in order and in time.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "MiaIaZmtp.h"

#ifdef _WIN32
static void SleepOneMs() {
    Sleep(1);
}
#else
#include <time.h>
static void SleepOneMs() {
    const timespec one_ms = {0, 1000000};
    nanosleep(&one_ms, nullptr);
}
#endif

using namespace miaia;

namespace {

struct Request {
    bool pulls;
    size_t size;
};

/// What both sides put into a message of this size; no 'P' is in it.
std::string Pattern(size_t size) {
    std::string body(size, 0);
    for (size_t i = 0; i < size; ++i)
        body[i] = static_cast<char>('a' + (i * 7 + size) % 26);
    return body;
}

std::string BodyOf(const Request& request) {
    if (!request.pulls)
        return Pattern(request.size);
    std::string body = "P";
    for (int shift = 56; shift >= 0; shift -= 8)
        body.push_back(static_cast<char>(request.size >> shift));
    return body;
}

bool IsAnswer(const Request& request, const LinkMessage& message) {
    if (message.length != request.size || message.IsWhole() != (request.size <= ZmtpLink::LargestMessageBytes))
        return false;
    return !message.IsWhole() || std::memcmp(message.bytes, Pattern(request.size).data(), request.size) == 0;
}

bool ReadWord(const char* word, std::vector<Request>& requests) {
    const bool pulls = std::strncmp(word, "pull:", 5) == 0;
    if (!pulls && std::strncmp(word, "echo:", 5) != 0)
        return false;
    char* end = nullptr;
    const size_t size = std::strtoull(word + 5, &end, 10);
    const size_t count = *end == ':' ? std::strtoull(end + 1, &end, 10) : 1;
    requests.insert(requests.end(), count, Request{pulls, size});
    return *end == 0 && (pulls || size <= ZmtpLink::LargestMessageBytes);
}

class Conversation {
public:
    explicit Conversation(const std::vector<Request>& requests) : requests_(requests) {}

    /// One call, as the study makes it. False when an answer is wrong.
    bool Call(ZmtpLink& link) {
        link.Poll(SteadyNanosNow());
        Tell(link);
        LinkMessage message;
        while (link.Receive(message)) {
            if (answered_ == sent_ || !IsAnswer(requests_[answered_], message)) {
                std::printf("wrong: answer %zu has %llu bytes\n", answered_, static_cast<unsigned long long>(message.length));
                return false;
            }
            passed_over += message.IsWhole() ? 0 : 1;
            ++answered_;
        }
        for (; sent_ < requests_.size(); ++sent_) {
            const std::string body = BodyOf(requests_[sent_]);
            if (!link.Send(reinterpret_cast<const uint8_t*>(body.data()), body.size()))
                break;
        }
        link.Flush();
        return true;
    }

    bool IsDone() const { return answered_ == requests_.size(); }
    size_t Answered() const { return answered_; }
    int passed_over = 0;

private:
    void Tell(const ZmtpLink& link) {
        if (link.Connections() != connections_) {
            connections_ = link.Connections();
            std::printf("connection %llu, answered %zu\n", static_cast<unsigned long long>(connections_), answered_);
            sent_ = answered_;
        }
        if (!problem_.Equals(link.Problem())) {
            problem_.Assign(link.Problem());
            std::printf("problem: %s\n", problem_.chars);
        }
        std::fflush(stdout);
    }

    const std::vector<Request>& requests_;
    size_t sent_ = 0;
    size_t answered_ = 0;
    uint64_t connections_ = 0;
    FixedText<320> problem_;
};

}  // namespace

int main(int count, char** arguments) {
    std::vector<Request> requests;
    bool good = count > 3;
    for (int i = 3; good && i < count; ++i)
        good = ReadWord(arguments[i], requests);
    if (!good) {
        std::fprintf(stderr, "usage: miaia-zmtp-peer ENDPOINT SECONDS echo:SIZE[:COUNT]|pull:SIZE...\n");
        return 2;
    }
    static ZmtpLink link;
    FixedText<320> why;
    if (!link.Open(arguments[1], why)) {
        std::fprintf(stderr, "%s\n", why.chars);
        return 2;
    }
    Conversation conversation(requests);
    const int64_t until = SteadyNanosNow() + std::atoll(arguments[2]) * 1000000000;
    while (good && !conversation.IsDone() && SteadyNanosNow() < until) {
        good = conversation.Call(link);
        SleepOneMs();
    }
    const unsigned long long connections = link.Connections();
    link.Close(SystemClock(), 2000);
    std::printf("answered %zu of %zu, passed over %d, connections %llu\n", conversation.Answered(), requests.size(),
                conversation.passed_over, connections);
    return good && conversation.IsDone() ? 0 : 1;
}
