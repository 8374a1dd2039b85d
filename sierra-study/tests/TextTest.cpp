#include <gtest/gtest.h>

#include <string>

#include "MiaIaText.h"

using namespace miaia;

TEST(Text, Is_cut_at_a_characters_edge) {
    FixedText<6> text("abcd\xC3\xA9");
    EXPECT_STREQ(text.chars, "abcd");
    text.Assign("abc\xC3\xA9");
    EXPECT_STREQ(text.chars, "abc\xC3\xA9");
}

TEST(Text, Replaces_bytes_that_are_not_utf8) {
    const FixedText<16> text(
        "a\xFF"
        "b\xC0\x80");
    EXPECT_STREQ(text.chars, "a?b??");
}

TEST(Text, Takes_control_characters_out_so_that_no_log_line_can_be_forged) {
    FixedText<32> text("one\r\ntwo\x1B[31m\x7F");
    text.RemoveControlCharacters();
    EXPECT_STREQ(text.chars, "one  two [31m ");
}

TEST(Text, Knows_utf8) {
    const std::string good[] = {"", "plain", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "\xED\x9F\xBF", "\xF4\x8F\xBF\xBF"};
    const std::string bad[] = {
        "\x80", "\xC3", "\xC0\xAF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80"};
    for (const std::string& text : good)
        EXPECT_TRUE(IsUtf8(reinterpret_cast<const uint8_t*>(text.data()), text.size())) << text;
    for (const std::string& text : bad)
        EXPECT_FALSE(IsUtf8(reinterpret_cast<const uint8_t*>(text.data()), text.size())) << text;
}

TEST(Text, Log_lines_are_bounded_and_the_rest_is_counted) {
    LogLines log;
    for (size_t i = 0; i < LogLines::Capacity + 3; ++i)
        log.Add("line %zu", i);
    EXPECT_EQ(log.count, LogLines::Capacity);
    EXPECT_EQ(log.dropped, 3u);
    EXPECT_STREQ(log.line[0].chars, "line 0");
}
