// The program as a process: signals and exit codes. The rest is tested inside this process (host_run_test.cpp).
#if !defined(_WIN32)

#include <gtest/gtest.h>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

#include "sample_files.h"

namespace miaia::host::test {
namespace {

class HostProcess {
public:
    explicit HostProcess(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), MIAIA_HOST_PROGRAM);
        std::vector<char*> raw;
        for (std::string& argument : arguments)
            raw.push_back(argument.data());
        raw.push_back(nullptr);
        int ends[2];
        if (::pipe(ends) != 0)
            return;
        process_ = ::fork();
        if (process_ == 0) {
            ::dup2(ends[1], STDOUT_FILENO);
            ::close(ends[0]);
            ::execv(raw[0], raw.data());
            ::_exit(127);
        }
        ::close(ends[1]);
        out_ = ends[0];
    }
    ~HostProcess() { ::close(out_); }

    // Reads until the text has come or the output ends; false at the end.
    bool ReadUntil(const std::string& text) {
        char bytes[4096];
        while (output_.find(text) == std::string::npos) {
            const ssize_t count = ::read(out_, bytes, sizeof bytes);
            if (count <= 0)
                return false;
            output_.append(bytes, static_cast<size_t>(count));
        }
        return true;
    }
    void Signal(int number) { ::kill(process_, number); }
    int ExitCode() {
        int status = 0;
        ::waitpid(process_, &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    }
    const std::string& Output() const { return output_; }

private:
    pid_t process_ = -1;
    int out_ = -1;
    std::string output_;
};

class HostProcessSignals : public testing::TestWithParam<int> {};

TEST_P(HostProcessSignals, Removes_the_study_prints_the_end_and_exits_with_0) {
    const TemporaryFolder folder;
    Write(folder.File("ESH24_FUT_CME.scid"), ScidBytes(Tape(20000)));
    HostProcess host({"--study", MIAIA_PROBE_STUDY, "--scid", folder.File("ESH24_FUT_CME.scid"), "--speed", "1", "--linger-ms", "60000"});
    ASSERT_TRUE(host.ReadUntil("{\"type\":\"progress\"")) << host.Output();
    host.Signal(GetParam());
    EXPECT_TRUE(host.ReadUntil("{\"type\":\"end\"")) << host.Output();
    EXPECT_NE(host.Output().find("\"probe: symbol=ESH24_FUT_CME"), std::string::npos) << "the study had its last call";
    EXPECT_EQ(host.ExitCode(), 0);
}

INSTANTIATE_TEST_SUITE_P(Both, HostProcessSignals, testing::Values(SIGINT, SIGTERM));

TEST(HostProcess, Ends_with_code_2_on_bad_arguments_and_with_0_on_help) {
    EXPECT_EQ(HostProcess({"--nonsense"}).ExitCode(), 2);
    HostProcess help({"--help"});
    EXPECT_TRUE(help.ReadUntil("--replay-restart-at"));
    EXPECT_EQ(help.ExitCode(), 0);
}

}  // namespace
}  // namespace miaia::host::test

#endif
