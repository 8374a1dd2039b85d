// The token file as the study reads it, and what the study does without one.
#include <gtest/gtest.h>

#include <algorithm>

#include "InstanceFixture.h"
#include "MiaIaCredential.h"

using namespace miaia;
using namespace miaia::tests;

TEST(Credential, Is_the_token_in_the_users_file_with_or_without_an_end_of_line) {
    TokenFolder tokens;
    for (const char* end : {"", "\n", "\r\n"}) {
        tokens.Write(tokens.token + end);
        Credential credential;
        FixedText<320> why;
        EXPECT_TRUE(credential.Load(why)) << why.chars;
        EXPECT_EQ(credential.token.chars, tokens.token);
    }
}

TEST(Credential, Anything_else_is_no_token) {
    TokenFolder tokens;
    std::string capital = tokens.token;
    capital[63] = 'F';
    for (const std::string& text : {std::string(), tokens.token.substr(1), tokens.token + "0", capital, std::string(64, ' ')}) {
        tokens.Write(text);
        Credential credential;
        FixedText<320> why;
        EXPECT_FALSE(credential.Load(why)) << text;
        EXPECT_TRUE(credential.token.Empty());
        EXPECT_NE(std::strstr(why.chars, "damaged"), nullptr) << why.chars;
    }
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
