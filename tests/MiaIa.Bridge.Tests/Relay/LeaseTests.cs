using MiaIa.Bridge.Tests.Scripted;
using MiaIa.V1;

namespace MiaIa.Bridge.Tests.Relay;

/// <summary>Fault 15: two studies connect. One publishes, the others see.</summary>
public sealed class LeaseTests
{
    [Test]
    public void Fault_15_The_second_study_only_reads_and_sees_the_signals_under_its_own_epoch()
    {
        using var bridge = new RelayFixture();
        var publisher = bridge.Attached(1);
        var reader = bridge.Attached(2);
        Assert.That((publisher.Role, reader.Role), Is.EqualTo((Role.Publisher, Role.Reader)));
        bridge.Engine.Say(
            1,
            new EngineFrame
            {
                Counter = 1,
                Signal = new Signal { Id = 77 },
            }
        );
        bridge.Engine.Say(
            1,
            new EngineFrame
            {
                Counter = 2,
                OrderCommand = new OrderCommand { CommandId = "buy" },
            }
        );
        bridge.Engine.Say(1, new EngineFrame { State = new ConfluenceState { Score = 0.5 } });
        Eventually.True(() => reader.Received.Any(f => f.State is not null), "the state", publisher, reader);
        Eventually.True(() => publisher.Received.Any(f => f.State is not null), "the state", publisher, reader);
        var seen = reader.Received.Single(f => f.Signal is not null);
        Assert.That((seen.Epoch, seen.Counter, seen.Signal.Id), Is.EqualTo((2ul, 0ul, 77ul)));
        Assert.That(reader.Received.Any(f => f.OrderCommand is not null), Is.False, "an order belongs to the publisher alone");
        Assert.That(publisher.Received.Single(f => f.OrderCommand is not null).Counter, Is.EqualTo(2));
    }

    [Test]
    public void Frames_of_a_reader_are_dropped_and_counted()
    {
        using var bridge = new RelayFixture();
        var publisher = bridge.Attached(1);
        var reader = bridge.Attached(2);
        reader.Make(1);
        reader.SendAgain(1);
        Eventually.True(() => bridge.Counters.DroppedNotPublisher == 1, "counted", publisher, reader);
        Assert.That(bridge.Engine.JournalOf(2), Is.Empty);
    }

    [Test]
    public void A_goodbye_goes_up_and_the_reader_becomes_the_publisher()
    {
        using var bridge = new RelayFixture();
        var first = bridge.Attached(1);
        var second = bridge.Attached(2);
        first.Make(5);
        Eventually.True(() => first.Acknowledged == 5, "all", first);
        first.SayGoodbye();
        Eventually.True(() => second.Role == Role.Publisher, "promoted", second);
        second.Make(5);
        bridge.AssertAllArrived(second);
        Assert.That(bridge.Engine.Unsequenced.Single(f => f.Goodbye is not null).Epoch, Is.EqualTo(1));
        Assert.That(bridge.Counters.UndeliveredAtGoodbye, Is.Zero);
    }

    [Test]
    public void A_goodbye_with_frames_undelivered_is_counted()
    {
        using var bridge = new RelayFixture();
        var study = bridge.Attached(1);
        study.Make(4);
        study.SayGoodbye();
        Eventually.True(() => bridge.Counters.UndeliveredAtGoodbye == 4, "counted");
    }

    [Test]
    public void A_silent_study_loses_its_lease_and_comes_back_as_a_reader()
    {
        var clock = new AdvancedClock();
        using var bridge = new RelayFixture(TimeSpan.FromMinutes(2), clock);
        var frozen = bridge.Attached(1);
        var waiting = bridge.Attached(2);
        Assert.That(waiting.Role, Is.EqualTo(Role.Reader));
        clock.Move(TimeSpan.FromSeconds(110));
        waiting.SayHello();
        Eventually.True(() => waiting.Welcomes == 2, "heard at the later time", waiting);
        Assert.That(waiting.Role, Is.EqualTo(Role.Reader), "no lease is lost before its time");
        clock.Move(TimeSpan.FromSeconds(20));
        Eventually.True(() => waiting.Role == Role.Publisher, "promoted", waiting);
        frozen.Make(1);
        frozen.Pump();
        frozen.SendAgain(1);
        Eventually.True(() => frozen.Role == Role.Reader, "asked for hello and given the reader's part", frozen, waiting);
        Assert.That(waiting.Role, Is.EqualTo(Role.Publisher));
    }

    [Test]
    public void Studies_of_other_accounts_and_instruments_publish_beside_each_other()
    {
        using var bridge = new RelayFixture();
        var first = bridge.Attached(1);
        var otherAccount = bridge.Study(2, account: "Live7");
        var otherInstrument = bridge.Study(3, instrument: "MES");
        otherAccount.SayHello();
        otherInstrument.SayHello();
        Eventually.True(
            () => otherAccount.Role == Role.Publisher && otherInstrument.Role == Role.Publisher,
            "both publish",
            first,
            otherAccount,
            otherInstrument
        );
    }

    [Test]
    public void Fault_64_a_chart_whose_trade_symbol_differs_only_reads_and_says_so()
    {
        using var bridge = new RelayFixture();
        var foreign = bridge.Study(1);
        foreign.TradeSymbol = "MESH24_FUT_CME";
        foreign.SayHello();
        Eventually.True(() => foreign.Welcomes == 1, "welcome", foreign);
        Assert.That(foreign.Role, Is.EqualTo(Role.Reader), "although nobody publishes");
        Assert.That(foreign.Received.Single(f => f.Welcome is not null).Welcome.EngineState, Does.Contain("MESH24_FUT_CME"));
        foreign.Make(1);
        foreign.SendAgain(1);
        Eventually.True(() => bridge.Counters.DroppedNotPublisher == 1, "counted", foreign);
        Assert.That(bridge.Engine.JournalOf(1), Is.Empty);

        var whole = bridge.Study(2);
        whole.TradeSymbol = "ESH24_FUT_CME";
        whole.SayHello();
        Eventually.True(() => whole.Role == Role.Publisher, "its own symbol is no other", whole, foreign);
        whole.SayGoodbye();
        foreign.TradeSymbol = "";
        foreign.SayHello();
        Eventually.True(() => foreign.Role == Role.Publisher, "the trader has cleared it", foreign);
    }
}
