namespace Kills;

/// <summary>What happened in a round, so that one in which nothing did is seen.</summary>
internal sealed class KillTally
{
    /// <summary>The least that fifty kills have to come to.</summary>
    internal const int EntriesMin = 2;
    internal const int FillsMin = 4;
    internal const int LatchesMin = 2;
    internal const int OrderKillsMin = 1;

    private readonly SortedDictionary<string, int> _kills = new(StringComparer.Ordinal);

    internal int Kills => _kills.Values.Sum();

    internal int Entries { get; set; }

    internal int Fills { get; set; }

    internal int PartlyFilled { get; set; }

    /// <summary>Halts and flattens that were answered, and were in force in the next life.</summary>
    internal int LatchesKept { get; set; }

    /// <summary>Resumes that were answered, and the next life ran.</summary>
    internal int ResumesKept { get; set; }

    /// <summary>Times at which the running engine told its decision hash, and a replay came to the same.</summary>
    internal int HashesMet { get; set; }

    /// <summary>Lives that told the hash of the state they had recovered, and a replay came to the same.</summary>
    internal int RecoveriesMet { get; set; }

    internal TimeSpan ReadyMax { get; private set; }

    internal void Killed(string victim, string phase) => _kills[$"{victim} {phase}"] = KillsOf(victim, phase) + 1;

    internal int KillsOf(string victim, string phase) => _kills.GetValueOrDefault($"{victim} {phase}");

    internal int KillsIn(string phase) =>
        _kills.Where(kills => kills.Key.EndsWith(phase, StringComparison.Ordinal)).Sum(kills => kills.Value);

    /// <summary>Too little was traded or found again in so many rounds.</summary>
    internal bool IsThin(int rounds) =>
        Entries < EntriesMin * rounds
        || Fills < FillsMin * rounds
        || PartlyFilled < rounds / 4
        || LatchesKept < LatchesMin * rounds
        || RecoveriesMet < 10 * rounds
        || KillsIn(KillRound.AtAnOrder) < OrderKillsMin * rounds;

    internal void Ready(TimeSpan took) => ReadyMax = took > ReadyMax ? took : ReadyMax;

    internal void Add(KillTally other)
    {
        foreach (var (key, count) in other._kills)
            _kills[key] = _kills.GetValueOrDefault(key) + count;
        Entries += other.Entries;
        Fills += other.Fills;
        PartlyFilled += other.PartlyFilled;
        LatchesKept += other.LatchesKept;
        ResumesKept += other.ResumesKept;
        HashesMet += other.HashesMet;
        RecoveriesMet += other.RecoveriesMet;
        Ready(other.ReadyMax);
    }

    public override string ToString() =>
        FormattableString.Invariant(
            $"""
            {Kills} kills ({string.Join(", ", _kills.Select(kills => $"{kills.Key} {kills.Value}"))});
              {Entries} entries, {Fills} executions, {PartlyFilled} orders filled in parts; {LatchesKept} halts and {ResumesKept} resumes found again;
              {RecoveriesMet} recovered states and {HashesMet} decision hashes met by a replay; from start to ready {ReadyMax.TotalSeconds:0.0} s at most
            """
        );
}
