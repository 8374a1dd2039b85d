using MiaIa.Evidence.Sweeps;
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

    private readonly string _folder;
    private readonly string _settings;
    private readonly int? _setsAShard;
    private readonly Func<PlanFolder, CancellationToken, Task<CarryResult>> _carry;

    /// <summary>Makes one.</summary>
    /// <param name="folder">Takes a folder for each plan.</param>
    /// <param name="settingsPath">The engine's settings; empty = its defaults.</param>
    /// <param name="setsAShard">Sets that a shard takes at most, ≥ 1; null = as many as take a sensible time.</param>
    /// <param name="carry">Has a plan done.</param>
    public SweepShards(string folder, string settingsPath, int? setsAShard, Func<PlanFolder, CancellationToken, Task<CarryResult>> carry) =>
        (_folder, _settings, _setsAShard, _carry) = (folder, settingsPath, setsAShard, carry);

    /// <summary>Tries the sets of a plan over kept days.</summary>
    /// <param name="plan">What to try.</param>
    /// <param name="kept">Of each version that the plan needs; the readings lie in folders.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>Null where shards are not done yet.</returns>
    /// <exception cref="EvidenceException">The plan gives no set, there is no day, or kept readings are damaged.</exception>
    /// <exception cref="IOException">A folder cannot be read or written.</exception>
    /// <exception cref="OperationCanceledException">It was ended early; what is done stays done.</exception>
    public Task<SweepResult?> SweepAsync(SweepPlan plan, KeptVersions kept, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new Sweep(By(plan), SetWork.InstrumentOf(_settings, plan.Instrument), kept, this).RunAsync(cancellation);
    }

    /// <summary>Walks through kept days.</summary>
    /// <inheritdoc cref="SweepAsync" path="/param"/>
    /// <returns>Null where shards are not done yet.</returns>
    /// <exception cref="EvidenceException">There are fewer days than one window has, the plan gives no set, or kept readings are damaged.</exception>
    /// <inheritdoc cref="SweepAsync" path="/exception[position()>1]"/>
    public Task<WalkForwardResult?> WalkForwardAsync(SweepPlan plan, KeptVersions kept, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return WalkForward.RunAsync(By(plan), SetWork.InstrumentOf(_settings, plan.Instrument), kept, this, cancellation);
    }

    async Task<SweepTable?> ISetTrials.TryAsync(TrialRequest request, CancellationToken cancellation)
    {
        var sets = _setsAShard ?? (request.IsExact ? PlayedDefault : ScreenedDefault);
        var folder = PlanFolder.Write(Path.Combine(_folder, request.Name), SetWork.PlanOf(request, _settings, sets));
        var carried = await _carry(folder, cancellation);
        return carried.IsWhole ? SetWork.Gather(folder) : null;
    }

    private SweepPlan By(SweepPlan plan) => plan with { SettingsPath = _settings };
}
