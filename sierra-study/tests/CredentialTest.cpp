// The token file as the study reads it, and what the study does without one.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <string>
#include <vector>

#include "InstanceFixture.h"
#include "MiaIaCredential.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

/// A line of the table that the tests of engine and bridge read, too.
struct TokenFile {
    std::string written;
    std::string bytes;
    bool taken = false;
};

std::string Replaced(std::string text, const std::string& word, const std::string& by) {
    for (size_t at = 0; (at = text.find(word, at)) != std::string::npos; at += by.size())
        text.replace(at, word.size(), by);
    return text;
}

/// As the head of the table says.
std::string BytesOf(std::string content, const std::string& digits) {
    std::string capitals = digits;
    std::transform(capitals.begin(), capitals.end(), capitals.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    content = Replaced(content, "DIGITS", digits);
    content = Replaced(content, "SHORT", digits.substr(0, 63));
    content = Replaced(content, "CAPITALS", capitals);
    content = Replaced(content, "EMPTY", "");
    content = Replaced(content, "\\n", "\n");
    content = Replaced(content, "\\r", "\r");
    for (size_t at = 0; (at = content.find("\\x", at)) != std::string::npos; ++at)
        content.replace(at, 4, 1, static_cast<char>(std::stoi(content.substr(at + 2, 2), nullptr, 16)));
    return content;
}

std::vector<TokenFile> TokenFiles(const std::string& digits) {
    std::ifstream table(MIAIA_ROOT "/tests/Shared/Access/token-files.txt");
    std::vector<TokenFile> files;
    for (std::string line; std::getline(table, line);) {
        const size_t space = line.find(' ');
        if (space != std::string::npos && line[0] != '#')
            files.push_back({line, BytesOf(line.substr(space + 1), digits), line.substr(0, space) == "taken"});
    }
    return files;
}

}  // namespace

TEST(Credential, Is_the_token_in_the_users_file_where_engine_and_bridge_take_it_and_nothing_else) {
    TokenFolder tokens;
    int taken = 0;
    const std::string digits = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    const std::vector<TokenFile> files = TokenFiles(digits);
    for (const TokenFile& file : files) {
        tokens.Write(file.bytes);
        Credential credential;
        FixedText<320> why;
        EXPECT_EQ(credential.Load(why), file.taken) << file.written;
        EXPECT_EQ(credential.token.chars, file.taken ? digits : "") << file.written;
        if (!file.taken) {
            EXPECT_NE(std::strstr(why.chars, "damaged"), nullptr) << why.chars;
        }
        taken += file.taken ? 1 : 0;
    }
    EXPECT_GT(taken, 4);
    EXPECT_GT(files.size(), static_cast<size_t>(2 * taken));
}

TEST(Credential, Lies_where_the_system_keeps_the_users_programs_files) {
    TokenFolder tokens;
    unsetenv(TokenFolder::Variable);
    std::filesystem::create_directories(tokens.folder / "MiaIa");
    std::filesystem::copy(tokens.folder / "operate.token", tokens.folder / "MiaIa/operate.token");
    setenv("XDG_DATA_HOME", tokens.folder.c_str(), 1);
    Credential credential;
    FixedText<320> why;
    EXPECT_TRUE(credential.Load(why)) << why.chars;
    unsetenv("XDG_DATA_HOME");
}

TEST(Credential, One_that_the_bridge_does_not_take_is_read_anew) {
    InstanceFixture f;
    f.Call();
    ASSERT_EQ(f.Link().opens, 1);
    v1::EngineFrame refused;
    refused.mutable_refused()->set_code("no_credential");
    refused.mutable_refused()->set_text("not this user's");
    f.Link().Push(refused);
    f.Call();
    EXPECT_FALSE(f.Link().open);
    EXPECT_TRUE(f.chart.Logged("no_credential"));
    const std::string another(64, 'b');
    f.tokens.Write(another);
    for (int i = 0; i < 201; ++i)
        f.Call();
    EXPECT_EQ(f.Link().opens, 2);
    EXPECT_EQ(f.Link().introduced_with, another);
    ++f.Link().connections;
    f.Link().sent.clear();
    f.Call();
    EXPECT_EQ(f.Link().OfKind(v1::StudyFrame::kHello).size(), 1u) << "a new connection is greeted";
    EXPECT_TRUE(f.Link().open);
}

TEST(Credential, Every_hello_of_an_epoch_tells_one_secret_and_each_epoch_its_own) {
    InstanceFixture f;
    f.Call();
    v1::EngineFrame again = f.Frame();
    again.mutable_hello_request();
    f.Link().Push(again);
    f.Call();
    f.chart.facts.symbol = "ESM24_FUT_CME";
    f.Call();
    f.Call();
    const auto hellos = f.Link().OfKind(v1::StudyFrame::kHello);
    ASSERT_EQ(hellos.size(), 3u);
    EXPECT_NE(hellos[0].hello().secret(), 0u);
    EXPECT_EQ(hellos[0].hello().secret(), hellos[1].hello().secret());
    EXPECT_NE(hellos[1].epoch(), hellos[2].epoch());
    EXPECT_NE(hellos[1].hello().secret(), hellos[2].hello().secret());
}

TEST(Credential, Without_one_the_study_does_not_connect_says_so_and_goes_on_looking) {
    InstanceFixture f;
    f.tokens.Remove();
    for (int i = 0; i < 250; ++i)
        f.Call();
    EXPECT_EQ(f.Link().opens, 0);
    ASSERT_EQ(std::count_if(f.chart.log.begin(), f.chart.log.end(),
                            [](const std::string& line) { return line.find("operate.token") != std::string::npos; }),
              1);
    f.tokens.Write(f.tokens.token);
    for (int i = 0; i < 201; ++i)
        f.Call();
    EXPECT_EQ(f.Link().opens, 1);
    EXPECT_EQ(f.Link().introduced_with, f.tokens.token);
}
