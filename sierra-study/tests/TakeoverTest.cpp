// A study that only reads, and gets the lease after all: what the engine missed meanwhile comes as history.
#include "InstanceFixture.h"

using namespace miaia;
using namespace miaia::tests;

TEST(Fault15, A_reader_that_gets_the_lease_begins_anew_and_sends_what_lies_there_as_history) {
    InstanceFixture f;
    f.Attach(v1::ROLE_READER);
    for (uint32_t i = 1; i <= 50; ++i) {
        f.chart.tape.Add(i);
        f.Call();
    }
    EXPECT_TRUE(f.Link().Counters().empty());
    const uint64_t read_in = f.Epoch();

    v1::EngineFrame offer = f.Frame();
    offer.mutable_hello_request();
    f.Link().Push(offer);
    f.Call();
    EXPECT_NE(f.Epoch(), read_in) << "the engine must not take the epoch for one that has gone on without a hole";
    ASSERT_EQ(f.Link().OfKind(v1::StudyFrame::kGoodbye).size(), 1u);
    EXPECT_EQ(f.Link().OfKind(v1::StudyFrame::kGoodbye).back().epoch(), read_in);
    EXPECT_EQ(f.Link().OfKind(v1::StudyFrame::kHello).back().epoch(), f.Epoch());
    EXPECT_TRUE(f.Link().Counters().empty()) << "nothing is taken before it is known who publishes";

    f.Attach();
    f.chart.tape.Add(51);
    f.Call();
    EXPECT_EQ(f.LotsSent(), 51u);
    EXPECT_EQ(f.LotsSent(true), 50u);
}

TEST(Fault15, A_publisher_that_lost_its_lease_for_a_while_begins_anew_when_it_gets_it_back) {
    InstanceFixture f;
    f.Attach();
    f.chart.tape.Add(1);
    f.Call();
    ASSERT_EQ(f.LotsSent(), 1u);
    const uint64_t published_in = f.Epoch();
    f.Attach(v1::ROLE_READER);
    f.chart.tape.Add(2);
    f.Call();
    EXPECT_EQ(f.LotsSent(), 1u);
    ++f.Link().connections;
    f.Call();
    EXPECT_NE(f.Epoch(), published_in);
    f.Attach();
    f.Call();
    EXPECT_EQ(f.LotsSent() - 1, 2u) << "both, and the engine leaves out what it knows";
}

TEST(Fault15, A_reader_whose_symbol_changes_takes_nothing_of_the_tape_of_before) {
    InstanceFixture f;
    f.chart.tape.Add(1);
    f.Attach(v1::ROLE_READER);
    f.chart.facts.symbol = "MESH24_FUT_CME";
    f.Attach();
    for (int call = 0; call < 100; ++call)
        f.Call();
    EXPECT_EQ(f.LotsSent(), 0u);
}
