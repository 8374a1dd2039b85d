using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Shards;

/// <summary>Does one shard of a plan here and now. Any number may do the same one at once.</summary>
public sealed class ShardRun
{
    private readonly PlanFolder _folder;
    private readonly IShardWork _work;

    /// <summary>Finds the work that the plan is made of.</summary>
    /// <exception cref="EvidenceException">The plan is of a kind of work that this program does not know.</exception>
    public ShardRun(PlanFolder folder, IEnumerable<IShardWork> known)
    {
        _folder = folder;
        _work =
            known.FirstOrDefault(work => work.Kind == folder.Plan.Kind)
            ?? throw new EvidenceException($"{folder.PlanPath} is a plan of '{folder.Plan.Kind}', which this program does not know");
    }

    /// <summary>Shards of the plan.</summary>
    public int Count => _folder.Plan.Shards.Count;

    /// <summary>Does one, unless it is done.</summary>
    /// <exception cref="EvidenceException">The plan has no such shard.</exception>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public ShardResult Run(int index, IProgress<WorkProgress> progress, CancellationToken cancellation)
    {
        var shards = _folder.Plan.Shards;
        if (index < 0 || index >= shards.Count)
            throw new EvidenceException($"there is no shard {index}: the plan has {shards.Count}, the first is 0");
        var shard = shards[index];
        try
        {
            var ending = Do(shard, progress, cancellation);
            var damaged = ending == ShardEnding.Made ? _folder.Units.Damaged.FirstOrDefault(one => one.Unit == shard.Unit) : null;
            return new ShardResult(
                shard.Unit,
                ending,
                damaged is null ? "" : $"{damaged.Name} was not what {UnitRecord.FileName} says of it"
            );
        }
        catch (EvidenceException e)
        {
            _folder.KeepFailure(shard, e.Message);
            return new ShardResult(shard.Unit, ShardEnding.Failed, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OutOfMemoryException)
        {
            return new ShardResult(shard.Unit, ShardEnding.TryAgain, e.Message);
        }
    }

    private ShardEnding Do(Shard shard, IProgress<WorkProgress> progress, CancellationToken cancellation)
    {
        if (_folder.IsDone(shard))
            return ShardEnding.AlreadyThere;
        // A folder that one machine has lost may be there on the next one that tries. What a file holds is told by the key: a recording that has
        // grown since behind what the unit reads is still the same input.
        if (shard.Inputs.FirstOrDefault(input => !File.Exists(input.Path)) is { } lost)
            throw new FileNotFoundException($"{lost.Path} is not on {Environment.MachineName}: a plan needs its inputs by the same path");
        var unit = _work.Open(_folder.Plan, shard);
        if (unit.Id != shard.Unit || unit.Key != shard.Key)
        {
            throw new EvidenceException(
                $"{shard.Unit} has another key here than in the plan: an input, the settings or the program changed since the plan was written, or "
                    + "this machine has others; write the plan anew"
            );
        }

        return _folder.Units.Run(unit, progress, cancellation) == UnitOutcome.Made ? ShardEnding.Made : ShardEnding.AlreadyThere;
    }
}
