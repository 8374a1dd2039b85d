using MiaIa.Engine.Signals;

namespace MiaIa.Engine.Pipeline;

/// <summary>
/// A 64-bit hash over everything that decisions say, in order: FNV-1a taken a word at a time, with a rotation so that high bits
/// reach the low ones. Local time is left out, and with it how long a feed had been silent: two runs of one tape that decide alike have one hash,
/// however late each frame came. It is made from whole numbers and the bits of doubles, so it is the same on every machine.
/// </summary>
internal struct DecisionHasher
{
    private const ulong Offset = 14_695_981_039_346_656_037;
    private const ulong Prime = 1_099_511_628_211;

    private DecisionHasher(ulong value) => Value = value;

    internal static DecisionHasher Initial => new(Offset);

    internal ulong Value { get; private set; }

    internal void Add(in Decision decision)
    {
        Add(decision.SignalId);
        Add((ulong)decision.Event | ((ulong)decision.EndedBecause << 8) | ((ulong)decision.Direction << 16) | ((ulong)decision.Tier << 24));
        Add(decision.Score);
        Add(decision.Coverage);
        Add((ulong)decision.BornAt.Value);
        Add((ulong)decision.ObservedAt.Value);
        Add((ulong)decision.TimeToLiveMicros);
        Add((uint)decision.Reference.Value | ((ulong)(uint)decision.Size.Value << 32));
        Add((uint)decision.Stop.Value | ((ulong)(uint)decision.Target.Value << 32));
        foreach (ref readonly var reading in decision.Readings)
        {
            Add((reading.Reading.IsValid ? 1UL : 0UL) | ((ulong)reading.Reading.Remark << 8));
            Add(reading.Reading.Value);
            Add(reading.Contribution);
            Add((ulong)reading.Reading.InputAt.Value);
        }

        foreach (ref readonly var gate in decision.Gates)
        {
            // It came after kept hashes of tapes without options; where it is shut it counts.
            if (gate is { Gate: Gate.LevelsStand, Passed: true })
                continue;
            Add(gate.Passed ? 1UL : 0UL);
            // A silence is local time; what it decides is whether the gate passed. A 0 stands for it: what came without silence keeps its hash.
            Add(gate.Gate is Gate.TradesFresh or Gate.BookFresh ? 0 : gate.Value);
            Add(gate.Limit);
        }
    }

    // Both zeros are one number.
    private void Add(double number) => Add(BitConverter.DoubleToUInt64Bits(number == 0 ? 0 : number));

    private void Add(ulong word) => Value = unchecked(ulong.RotateLeft((Value ^ word) * Prime, 29));
}
