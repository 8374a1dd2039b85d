using System.Globalization;
using System.Text;
using Google.Protobuf;
using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.Hashing;
using MiaIa.Engine.Runtime.OptionInputs;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.State;

// What a chain hands to the next one. Live and replay both build the new state from the same bytes.
public sealed partial class EngineState
{
    private const long CarryVersion = 1;

    // Those that may still come back; each instrument's publisher is among them.
    private const int EpochsCarriedMax = 64;

    /// <summary>How the reason of a halt begins that <see cref="RefuseCarry"/> makes.</summary>
    internal const string CarryRefused = "what the day before left does not fit, look at positions and orders: ";

    private const int ReasonCharsMax = 1000;

    private const string MarketSection = "instrument ";
    private const string MomentSection = "moment ";
    private const string ModeSection = "mode";
    private const string MeterSection = "gate meter ";

    /// <summary>What of the older chain did not fit, in words; then trading is halted until a person has looked. Empty when all of it did.</summary>
    public IReadOnlyList<string> CarryFaults { get; private set; } = [];

    /// <summary>The mode in which the older chain's orders were made; null when nothing was carried, or by an engine that did not say it.</summary>
    public Accounts.TradingMode? CarriedMode { get; private set; }

    /// <summary>What must outlive this chain. Studies are carried as detached: each attaches again in the new one.</summary>
    /// <exception cref="CarryException">It is more than a carry can hold.</exception>
    public CarrySections Save() => SaveWith(isMarketKept: true);

    /// <summary>
    /// What must outlive this chain where the next one has other settings: all but the market, of which its cores make something else. They read it
    /// anew from the study's history.
    /// </summary>
    /// <exception cref="CarryException">It is more than a carry can hold.</exception>
    public CarrySections SaveWithoutMarket() => SaveWith(isMarketKept: false);

    private CarrySections SaveWith(bool isMarketKept)
    {
        var sections = new CarrySections();
        sections.Add("engine", SaveHalt);
        sections.Add("epochs", SaveEpochs);
        sections.Add("account", Account.Save);
        foreach (var instrument in _instruments)
        {
            // A market that has not come again to where orders and account are is worth nothing yet.
            if (isMarketKept && !instrument.Core.IsCatchingUp)
                sections.Add(MarketSection + instrument.Name, instrument.Core.Save);
            else
                sections.Add(MomentSection + instrument.Name, instrument.Core.SaveMoment);
            sections.Add($"orders {instrument.Name}", instrument.Core.Trading.Save);
            sections.Add(MeterSection + instrument.Name, instrument.Core.Trading.Meter.Save);
        }

        sections.Add(ModeSection, SaveMode);
        return sections;
    }

    /// <summary>
    /// A hash over all that <see cref="Save"/> holds, as 16 hexadecimal digits: what a live run says of itself and a replay must say, too. More than
    /// a carry can hold has none, and says so.
    /// </summary>
    public string StateHash()
    {
        try
        {
            var hash = Fnv1a.Seed;
            foreach (var (name, bytes) in Save().All)
                hash = Fnv1a.Append(Fnv1a.Append(hash, Encoding.UTF8.GetBytes(name)), bytes);
            return hash.ToString("x16", CultureInfo.InvariantCulture);
        }
        catch (CarryException tooMuch)
        {
            return $"none, {tooMuch.Message}";
        }
    }

    /// <summary>Goes on from an older chain. Only for a state that nothing has happened in. What does not fit halts, and is said.</summary>
    public void Load(CarrySections sections, long receivedAtUnixNs)
    {
        ArgumentNullException.ThrowIfNull(sections);
        var at = Received(receivedAtUnixNs);
        sections.Load("account", Whole(Account.Load), isNeeded: true);
        foreach (var instrument in _instruments)
        {
            sections.Load(MarketSection + instrument.Name, Whole(instrument.Core.Load), isNeeded: false);
            sections.Load(MomentSection + instrument.Name, Whole(instrument.Core.LoadMoment), isNeeded: false);
            sections.Load(
                $"orders {instrument.Name}",
                Whole(instrument.Core.Trading.Load),
                isNeeded: sections.Holds(MarketSection + instrument.Name) || sections.Holds(MomentSection + instrument.Name)
            );
            // The engines before rules 8 carried none: it counts from 0 then.
            sections.Load(MeterSection + instrument.Name, Whole(instrument.Core.Trading.Meter.Load), isNeeded: false);
        }

        sections.Load(ModeSection, Whole(LoadMode), isNeeded: false);

        sections.Load("epochs", Whole(LoadEpochs), isNeeded: true);
        sections.Load("engine", Whole((ref reader) => LoadHalt(ref reader, at)), isNeeded: true);
        if (sections.Faults is { Count: > 0 } faults)
            RefuseCarry(faults, receivedAtUnixNs);
    }

    /// <summary>What is known of options, as inputs that a new chain takes after its carry.</summary>
    public IReadOnlyList<OptionInput> OptionInputs() => OptionSnapshot.Of(_optionMarket, Chains, NewestUnixNs / UnixNanos.PerMicro);

    /// <summary>Begins without what an older chain left, or without a part of it: halted, because a position or a latch may be in that.</summary>
    public void RefuseCarry(IReadOnlyList<string> why, long receivedAtUnixNs)
    {
        ArgumentNullException.ThrowIfNull(why);
        CarryFaults = why;
        var reason = $"{CarryRefused}{string.Join("; ", why)}";
        Halt(reason.Length > ReasonCharsMax ? reason[..ReasonCharsMax] : reason, receivedAtUnixNs);
    }

    private static CarrySections.Loader Whole(CarrySections.Loader load) =>
        (ref reader) =>
        {
            load(ref reader);
            reader.End();
        };

    private void SaveMode(CarryWriter writer)
    {
        writer.WriteInt64(CarryVersion);
        writer.WriteInt64((long)Options.Mode);
    }

    private void LoadMode(ref CarryReader reader)
    {
        reader.ReadVersion(CarryVersion);
        var mode = (Accounts.TradingMode)reader.ReadCount((int)Accounts.TradingMode.Live);
        CarriedMode = mode == default ? throw new CarryException("mode 0") : mode;
    }

    private void SaveHalt(CarryWriter writer)
    {
        writer.WriteInt64(CarryVersion);
        writer.WriteInt64(IsHalted ? 1 : 0);
        writer.WriteString(HaltReason);
    }

    private void LoadHalt(ref CarryReader reader, UnixNanos at)
    {
        reader.ReadVersion(CarryVersion);
        var isHalted = reader.ReadCount(1) == 1;
        var reason = reader.ReadString();
        if (isHalted)
            Halt(reason, at.Value);
    }

    private void SaveEpochs(CarryWriter writer)
    {
        var carried = _inOrder.Where((epoch, i) => i >= _inOrder.Count - EpochsCarriedMax || epoch.Instrument.Publisher == epoch).ToArray();
        writer.WriteInt64(CarryVersion);
        writer.WriteInt64(carried.Length);
        foreach (var epoch in carried)
        {
            writer.WriteUInt64(epoch.Epoch);
            writer.WriteUInt64(epoch.Expected);
            writer.WriteInt64(epoch.Instrument.Publisher == epoch ? 1 : 0);
            writer.WriteBytes(epoch.Hello.ToByteArray());
        }
    }

    private void LoadEpochs(ref CarryReader reader)
    {
        reader.ReadVersion(CarryVersion);
        var epochs = new EpochState[reader.ReadCount(EpochsMax)];
        var publishers = new List<EpochState>();
        for (var i = 0; i < epochs.Length; i++)
        {
            var (epoch, expected, isPublisher) = (reader.ReadUInt64(), reader.ReadUInt64(), reader.ReadCount(1) == 1);
            var hello = HelloFrom(reader.ReadBytes());
            var instrument =
                FindInstrument(hello.Instrument)
                ?? throw new CarryException($"a study of {hello.Instrument}, which is not among the instruments of the settings");
            if (epoch == 0 || expected == 0 || Array.Exists(epochs, other => other?.Epoch == epoch))
                throw new CarryException($"epoch {epoch} at counter {expected}");
            epochs[i] = new(epoch, instrument, hello) { Expected = expected };
            if (isPublisher)
                publishers.Add(epochs[i]);
        }

        foreach (var epoch in epochs)
        {
            _epochs.Add(epoch.Epoch, epoch);
            _inOrder.Enqueue(epoch);
            NoteAccount(epoch.Hello);
        }

        foreach (var publisher in publishers)
            publisher.Instrument.Publisher = publisher;
    }

    private static Hello HelloFrom(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Hello.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException malformed)
        {
            throw new CarryException($"a Hello of {bytes.Length} bytes: {malformed.Message}");
        }
    }
}
