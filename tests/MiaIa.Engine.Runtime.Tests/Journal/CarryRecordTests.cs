using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.Outbound;
using MiaIa.Engine.Runtime.State;

namespace MiaIa.Engine.Runtime.Tests.Journal;

/// <summary>What an older chain left and the new one cannot use: said, halted until a person has looked, and never taken for nothing.</summary>
public sealed class CarryRecordTests
{
    private const long Morning = 1_703_602_800_000_000_000;

    private static readonly EngineOptions Es = ChainTurnTests.OptionsOf("ES");
    private static readonly EngineOptions Both = ChainTurnTests.OptionsOf("ES", "MES");

    [Test]
    public void Sections_come_back_as_they_were_written()
    {
        var sections = new CarrySections();
        sections.Add("orders", writer => writer.WriteInt64(7));
        sections.Add("nothing", _ => { });
        var read = CarryRecord.Read(CarryRecord.ToBytes(sections));
        Assert.That(read.All.Select(s => (s.Name, s.Bytes.Length)), Is.EqualTo([("orders", 8), ("nothing", 0)]));
        long number = 0;
        read.Load("orders", (ref reader) => number = reader.ReadInt64(), isNeeded: true);
        read.Load("nothing", (ref reader) => reader.End(), isNeeded: true);
        Assert.That((number, read.Faults.Count), Is.EqualTo((7L, 0)));
    }

    [Test]
    public void Fault_46_a_flipped_bit_anywhere_in_a_carry_halts()
    {
        var bytes = CarryRecord.ToBytes(new EngineState(Es, 1, new DecisionOutbox()).Save());
        for (var i = 0; i < bytes.Length; i++)
        {
            var flipped = (byte[])bytes.Clone();
            flipped[i] ^= 0x10;
            Assert.That(() => CarryRecord.Read(flipped), Throws.TypeOf<CarryException>().With.Message.Contains("checksum"), $"byte {i}");
        }
    }

    [Test]
    public void A_carry_without_a_byte_or_with_half_a_checksum_halts()
    {
        foreach (var length in new[] { 0, 7 })
            Assert.That(Loaded(new byte[length], Es).HaltReason, Does.Contain($"a carry of {length} bytes"));
    }

    [Test]
    public void A_carry_of_another_version_halts_and_names_both()
    {
        var writer = new CarryWriter();
        writer.WriteInt64(2);
        var content = writer.Written.ToArray();
        writer.WriteUInt64(Crc32C.Finish(Crc32C.Append(Crc32C.Seed, content)));
        var state = Loaded(writer.Written.ToArray(), Es);
        Assert.That(state.CarryFaults, Is.EqualTo(["version 2, this engine reads 1"]));
        Assert.That((state.IsHalted, state.HaltReason), Is.EqualTo((true, $"{Misfit}version 2, this engine reads 1")));
    }

    [Test]
    public void A_carry_of_other_instruments_halts_and_the_rest_of_it_stands()
    {
        var both = new EngineState(Both, 1, new DecisionOutbox());
        both.Attach(7, SampleFrames.Hello(7, "ES").Hello, Morning);
        var state = Loaded(CarryRecord.ToBytes(both.Save()), Es);
        Assert.That(
            state.CarryFaults,
            Is.EqualTo([
                "account: an account with MES, which is not among this one's instruments, or twice",
                "instrument MES: nobody here reads it",
                "orders MES: nobody here reads it",
                "gate meter MES: nobody here reads it",
            ])
        );
        Assert.That((state.IsHalted, state.FindEpoch(7) is not null), Is.EqualTo((true, true)));
    }

    [Test]
    public void A_study_of_an_instrument_that_is_no_longer_there_halts()
    {
        var both = new EngineState(Both, 1, new DecisionOutbox());
        both.Attach(7, SampleFrames.Hello(7, "MES").Hello, Morning);
        Assert.That(Loaded(CarryRecord.ToBytes(both.Save()), Es).HaltReason, Does.Contain("a study of MES"));
    }

    [Test]
    public void An_instrument_that_is_new_begins_cold_and_nobody_is_troubled()
    {
        var state = Loaded(CarryRecord.ToBytes(new EngineState(Es, 1, new DecisionOutbox()).Save()), Both);
        Assert.That((state.IsHalted, state.CarryFaults.Count), Is.EqualTo((false, 0)));
    }

    [Test]
    public void A_section_that_is_missing_or_does_not_fit_halts_and_is_named()
    {
        var sections = new CarrySections();
        sections.Add("engine", writer => writer.WriteInt64(1));
        var state = Loaded(CarryRecord.ToBytes(sections), Es);
        Assert.That(
            state.CarryFaults,
            Is.EqualTo(["account: it is missing", "epochs: it is missing", "engine: it ends 8 bytes too early"])
        );
        Assert.That(state.IsHalted, Is.True);
    }

    [Test]
    public void A_carry_from_before_it_held_the_mode_and_the_gate_meters_is_read()
    {
        var old = new CarrySections();
        foreach (var (name, bytes) in new EngineState(Es, 1, new DecisionOutbox()).Save().All)
        {
            if (name is not ("mode" or "gate meter ES"))
                old.Add(name, bytes);
        }

        Assert.That(old.All, Has.Count.EqualTo(5));
        var state = Loaded(CarryRecord.ToBytes(old), Es);
        Assert.That((state.IsHalted, state.CarryFaults.Count, state.CarriedMode), Is.EqualTo((false, 0, (Accounts.TradingMode?)null)));
    }

    [Test]
    public void The_reason_of_such_a_halt_is_carried_on_whatever_its_length()
    {
        var sections = new CarrySections();
        for (var i = 0; i < 200; i++)
            sections.Add($"a section that nobody knows, number {i}", _ => { });
        var halted = Loaded(CarryRecord.ToBytes(sections), Es);
        var next = Loaded(CarryRecord.ToBytes(halted.Save()), Es);
        Assert.That((next.HaltReason, next.CarryFaults.Count), Is.EqualTo((halted.HaltReason, 0)));
    }

    [Test]
    public void A_carry_that_stands_where_a_chain_has_begun_is_corruption()
    {
        using var folder = new TemporaryFolder();
        var carry = CarryRecord.ToBytes(new EngineState(Es, 1, new DecisionOutbox()).Save());
        using (var live = LiveChain.Begin(folder.FullName, Es, Morning))
        {
            live.Attach(Morning, SampleFrames.Hello());
            live.Journal.Append(JournalRecordKind.Carry, Morning, carry);
            Assert.That(live.Journal.TryFlush(), Is.True);
        }

        Assert.That(
            () => JournalRecovery.Read(folder.FullName, Es, new DecisionOutbox(), Morning),
            Throws.TypeOf<JournalCorruptException>().With.Message.Contains("where the chain has begun already")
        );
    }

    [Test]
    public void Such_a_halt_is_found_again_at_every_start()
    {
        using var folder = new TemporaryFolder();
        using (LiveChain.Begin(folder.FullName, Both, Morning)) { }
        const long nextDay = Morning + (24L * 3600 * 1_000_000_000);
        using (LiveChain.Begin(folder.FullName, Both, nextDay)) { }
        const string said =
            $"{Misfit}account: an account with MES, which is not among this one's instruments, or twice; instrument MES: nobody here reads it; orders MES: nobody here reads it; gate meter MES: nobody here reads it";
        for (var start = 1; start <= 2; start++)
        {
            using var live = LiveChain.Begin(folder.FullName, Es, nextDay + start);
            Assert.That((live.State.IsHalted, live.State.HaltReason), Is.EqualTo((true, said)));
            live.Journal.Append(JournalRecordKind.ClockTick, nextDay + start, []);
            Assert.That(live.Journal.TryFlush(), Is.True);
        }
    }

    private const string Misfit = "what the day before left does not fit, look at positions and orders: ";

    private static EngineState Loaded(byte[] carry, EngineOptions options)
    {
        var state = new EngineState(options, 1, new DecisionOutbox());
        CarryRecord.Load(carry, state, Morning);
        return state;
    }
}
