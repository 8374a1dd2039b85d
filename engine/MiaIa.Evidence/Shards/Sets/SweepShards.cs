using MiaIa.Evidence.Sweeps;
using MiaIa.Evidence.Sweeps.Output;
using MiaIa.Evidence.Sweeps.Plans;
using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Shards.Sets;

/// <summary>
/// Tries the sets of a sweep in shards of a day and a block of sets each, whoever does them: a plan for what is screened, and when that is gathered
/// one for what is played at every change.
/// </summary>
public sealed class SweepShards : ISetTrials
{
    /// <summary>Sets that a shard screens where nobody says otherwise: some seconds of a whole day.</summary>
    public const int ScreenedDefault = 5_000;

    /// <summary>Sets that a shard plays at every change where nobody says otherwise.</summary>
    public const int PlayedDefault = 100;

    /// <summary>The signals of a sweep's winners at every change, beside the result.</summary>
    public const string SweepSignals = "sweep_signals.parquet";

    /// <summary>The signals of a walk-forward's test days.</summary>
    public const string WalkForwardSignals = "walk_forward_signals.parquet";

    private readonly string _folder;
    private readonly string _settings;
    private readonly int? _setsAShard;
    private readonly Func<PlanFolder, CancellationToken, Task<CarryResult>> _carry;
    private PlanFolder? _played;

    /// <summary>Makes one.</summary>
    /// <param name="folder">Takes a folder for each plan.</param>
    /// <param name="settingsPath">The engine's settings; empty = its defaults.</param>
    /// <param name="setsAShard">Sets that a shard takes at most, ≥ 1; null = as many as take a sensible time.</param>
    /// <param name="carry">Has a plan done.</param>
    public SweepShards(string folder, string settingsPath, int? setsAShard, Func<PlanFolder, CancellationToken, Task<CarryResult>> carry) =>
        (_folder, _settings, _setsAShard, _carry) = (folder, settingsPath, setsAShard, carry);

    /// <summary>Sets that a shard takes at most where nobody says otherwise.</summary>
    public static int SetsAShard(bool isExact) => isExact ? PlayedDefault : ScreenedDefault;

    /// <summary>Tries the sets of a plan over kept days.</summary>
    /// <param name="plan">What to try.</param>
    /// <param name="kept">Of each version that the plan needs; the readings lie in folders.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>Null where shards are not done yet.</returns>
    /// <exception cref="EvidenceException">The plan gives no set, there is no day, or kept readings are damaged.</exception>
    /// <exception cref="IOException">A folder cannot be read or written.</exception>
    /// <exception cref="OperationCanceledException">It was ended early; what is done stays done.</exception>
    public async Task<SweepResult?> SweepAsync(SweepPlan plan, KeptVersions kept, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var sweep = new Sweep(By(plan), SetWork.InstrumentOf(_settings, plan.Instrument), kept, this);
        var result = await sweep.RunAsync(cancellation);
        if (result is null)
            return null;
        using var alone = GatheringLock.Take(_folder);
        SweepDays.Write(sweep.Tables!, result.Days, result.IsExact, Path.Combine(_folder, SweepDays.FileName));
        WriteSignals(SweepSignals, result.Winners.Select(winner => winner.Result.Set));
        return WinnerSettings.Write(_folder, result, By(plan), sweep.Design);
    }

    /// <summary>Walks through kept days.</summary>
    /// <inheritdoc cref="SweepAsync" path="/param"/>
    /// <returns>Null where shards are not done yet.</returns>
    /// <exception cref="EvidenceException">There are fewer days than one window has, the plan gives no set, or kept readings are damaged.</exception>
    /// <inheritdoc cref="SweepAsync" path="/exception[position()>1]"/>
    public async Task<WalkForwardResult?> WalkForwardAsync(SweepPlan plan, KeptVersions kept, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var instrument = SetWork.InstrumentOf(_settings, plan.Instrument);
        var result = await WalkForward.RunAsync(By(plan), instrument, kept, this, cancellation);
        if (result is null)
            return null;
        using var alone = GatheringLock.Take(_folder);
        WriteSignals(WalkForwardSignals, result.Windows.Select(window => window.Set).OfType<int>());
        return result;
    }

    async Task<SweepTable?> ISetTrials.TryAsync(TrialRequest request, CancellationToken cancellation)
    {
        var sets = _setsAShard ?? SetsAShard(request.IsExact);
        var folder = PlanFolder.Write(Path.Combine(_folder, request.Name), SetWork.PlanOf(request, _settings, sets));
        var carried = await _carry(folder, cancellation);
        if (request.IsExact)
            _played = folder;
        return carried.IsWhole ? SetWork.Gather(folder) : null;
    }

    // Of the sets that a result tells of, as they were played last: screening bears none that could be compared.
    private void WriteSignals(string name, IEnumerable<int> sets)
    {
        var (chosen, path) = (sets.ToHashSet(), Path.Combine(_folder, name));
        if (_played is { } played && chosen.Count > 0)
            PlayedSignals.Gather(played, chosen, path);
        else
            File.Delete(path);
    }

    private SweepPlan By(SweepPlan plan) => plan with { SettingsPath = _settings };
}
