#include <gtest/gtest.h>

#include <random>
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

TEST(Text, A_format_gives_what_its_result_would_give_and_never_a_part_of_a_character) {
    std::mt19937_64 random(17);
    const char* const pieces[] = {"a",    "bcdefgh", "0123456789abcdef", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "\xFF",
                                  "\xC3", "\x80"};
    for (int round = 0; round < 20000; ++round) {
        std::string text;
        for (uint64_t left = random() % 8; left > 0; --left)
            text += pieces[random() % (round % 2 == 0 ? 3 : sizeof pieces / sizeof pieces[0])];
        FixedText<24> formatted("x\xC3\xA9");
        FixedText<24> appended("x\xC3\xA9");
        formatted.AppendFormat("%s", text.c_str());
        appended.Append(text.c_str());
        ASSERT_STREQ(formatted.chars, appended.chars) << text;
        ASSERT_EQ(formatted.length, std::strlen(formatted.chars));
        ASSERT_TRUE(IsUtf8(reinterpret_cast<const uint8_t*>(formatted.chars), formatted.length));
    }
}

TEST(Text, What_is_taken_from_an_end_is_gone) {
    FixedText<8> text("abc\n");
    text.Cut(1);
    EXPECT_STREQ(text.chars, "abc");
    text.Cut(9);
    EXPECT_TRUE(text.Empty());
}

TEST(Text, A_line_is_broken_at_spaces_and_a_word_longer_than_a_line_within_it) {
    const auto wrapped = [](const char* line, uint32_t columns) {
        FixedText<64> text(line);
        text.Wrap(columns);
        EXPECT_EQ(text.length, std::strlen(text.chars));
        return std::string(text.chars);
    };
    EXPECT_EQ(wrapped("one two three", 7), "one two\nthree");
    EXPECT_EQ(wrapped("one two three", 6), "one\ntwo\nthree");
    EXPECT_EQ(wrapped("one two\nthree four", 9), "one two\nthree\nfour");
    EXPECT_EQ(wrapped("a longestword b", 4), "a\nlong\nestw\nord\nb");
    EXPECT_EQ(wrapped("four five", 4), "four\nfive");
    EXPECT_EQ(wrapped("\xC3\xA9t\xC3\xA9\xC3\xA9t\xC3\xA9", 3), "\xC3\xA9t\xC3\xA9\n\xC3\xA9t\xC3\xA9");
}

TEST(Text, A_break_within_a_word_of_a_full_text_takes_the_last_characters_and_never_a_part_of_one) {
    FixedText<10> text("abcdefg\xC3\xA9");
    text.Wrap(3);
    EXPECT_STREQ(text.chars, "abc\ndef\ng");
    FixedText<9> full("abcdefgh");
    full.Wrap(8);
    EXPECT_STREQ(full.chars, "abcdefgh");
    full.Wrap(1);
    EXPECT_STREQ(full.chars, "a\nb\nc\nd\n");
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
