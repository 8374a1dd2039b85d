using MiaIa.Engine.Pipeline;
using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Sweeps.Plans;

/// <summary>What a sweep tries, and how it chooses.</summary>
/// <param name="Instrument">ES, MES, NQ or MNQ.</param>
/// <param name="Design">How the sets are drawn.</param>
/// <param name="Sets">How many are drawn; of a grid: at most so many, and it is refused where it has more.</param>
/// <param name="Seed">Of the draw, of bootstrap and of surrogates.</param>
/// <param name="Parameters">What differs from set to set.</param>
public sealed record SweepPlan(string Instrument, SetDesignKind Design, int Sets, ulong Seed, IReadOnlyList<PlanParameter> Parameters)
{
    /// <summary>Sets at most.</summary>
    public const int SetsMax = 100_000;

    /// <summary>By what the best set is chosen.</summary>
    public SelectionRule Select { get; init; } = SelectionRule.Sharpe;

    /// <summary>A set with fewer trades is never chosen.</summary>
    public int TradesMin { get; init; } = 30;

    /// <summary>So many of the best sets are played at every change.</summary>
    public int Winners { get; init; } = 5;

    /// <summary>Every set is played at every change.</summary>
    public bool IsExact { get; init; }

    /// <summary>Walk-forward: days that choose.</summary>
    public int TrainDays { get; init; } = 20;

    /// <summary>Walk-forward: days that judge the choice.</summary>
    public int TestDays { get; init; } = 5;

    /// <summary>Walk-forward: days between them that do neither.</summary>
    public int EmbargoDays { get; init; } = 1;

    /// <summary>Walk-forward: days of one window of training, embargo and test.</summary>
    public int WindowDays => TrainDays + EmbargoDays + TestDays;

    /// <summary>Surrogates of each kind.</summary>
    public int Surrogates { get; init; } = 999;

    /// <summary>The engine's settings, over which constants of features lie; empty = its defaults.</summary>
    public string SettingsPath { get; init; } = "";

    /// <summary>Reads a plan.</summary>
    /// <param name="yaml">The whole file.</param>
    /// <param name="name">For a person.</param>
    /// <exception cref="EvidenceException">It is no plan; the message has the line.</exception>
    public static SweepPlan Read(string yaml, string name) => PlanReader.Read(yaml, name);

    /// <summary>
    /// With which constants of features the readings of every day are needed. A plan that gives no set, or more than can be held, is told by it before any day
    /// is read.
    /// </summary>
    /// <param name="instrument">What a set has where the plan does not say otherwise.</param>
    /// <param name="days">On which every set is to be tried.</param>
    /// <param name="setsAShard">Sets that a shard takes at most, ≥ 1.</param>
    /// <exception cref="EvidenceException">The plan gives no set, or too many.</exception>
    public IReadOnlyList<FeatureVersion> Versions(InstrumentOptions instrument, int days, int setsAShard)
    {
        var design = SetDesign.Of(this, instrument);
        SweepRoom.Check(design.Sets.Count, days, design.Versions.Count, setsAShard);
        return design.Versions;
    }

    /// <summary>With which constants of features the readings of one set are needed.</summary>
    /// <param name="instrument">What a set has where the plan does not say otherwise.</param>
    /// <param name="set">Its number; 0 = the instrument as it is.</param>
    /// <exception cref="EvidenceException">The plan gives no set, or has none of that number.</exception>
    public FeatureVersion VersionOf(InstrumentOptions instrument, int set)
    {
        if (set == 0)
            return FeatureVersion.AsSet;
        var design = SetDesign.Of(this, instrument);
        return design.Versions[design.VersionOf[design.PlaceOf(set)]];
    }

    /// <summary>Refuses a walk through fewer days than one window has.</summary>
    /// <exception cref="EvidenceException">There are fewer.</exception>
    public void CheckWindow(int days)
    {
        if (days < WindowDays)
            throw new EvidenceException($"{days} days are fewer than the {WindowDays} of one window of training, embargo and test");
    }

    /// <summary>The one set that an instrument's settings are.</summary>
    public static SweepPlan AsSet(string instrument) => new(instrument, SetDesignKind.Grid, 1, 1, []);

    /// <summary>How far ahead the price is looked at for the line over features, in seconds.</summary>
    public int AheadSeconds { get; init; } = 300;
}
