using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Shards.Local;

/// <summary>What is left to do of a plan, and how far everybody is. Its members are called by several threads.</summary>
internal sealed class CarryRun
{
    private readonly Lock _lock = new();
    private readonly PlanFolder _folder;
    private readonly IProgress<CarryProgress> _progress;
    private readonly TimeProvider _time;
    private readonly long _began;
    private readonly int _before;
    private readonly Queue<Turn> _open;
    private readonly Dictionary<int, WorkProgress> _underway = [];
    private readonly SortedDictionary<int, ShardResult> _notDone = [];
    private int _done;
    private long _events;

    public CarryRun(PlanFolder folder, IReadOnlyList<int> missing, IProgress<CarryProgress> progress, TimeProvider time)
    {
        (_folder, _progress, _time) = (folder, progress, time);
        _began = time.GetTimestamp();
        _before = folder.Plan.Shards.Count - missing.Count;
        _open = new Queue<Turn>(missing.Select(index => new Turn(index, 1)));
        Tell();
    }

    /// <summary>The next one to do; null when there is none. One that is to be tried again comes last.</summary>
    public Turn? Next()
    {
        lock (_lock)
            return _open.TryDequeue(out var turn) ? turn : null;
    }

    public string UnitOf(int index) => _folder.Plan.Shards[index].Unit;

    /// <summary>Takes how far one shard is.</summary>
    public IProgress<WorkProgress> Watch(int index) => new Watcher(this, index);

    /// <summary>Takes how one ended.</summary>
    public void End(Turn turn, ShardResult result)
    {
        lock (_lock)
        {
            if (_underway.Remove(turn.Index, out var far) && result.IsDone)
                _events += far.Events;
            if (result.IsDone)
                _done++;
            else if (result.Ending == ShardEnding.TryAgain && turn.Try < LocalCarrier.TriesMax)
                _open.Enqueue(turn with { Try = turn.Try + 1 });
            else
                _notDone[turn.Index] = result;
            Tell();
        }
    }

    /// <summary>Those that could not be done, in the plan's order.</summary>
    public IReadOnlyList<ShardResult> NotDone()
    {
        lock (_lock)
            return [.. _notDone.Values];
    }

    private void Tell() =>
        _progress.Report(
            new CarryProgress(
                _folder.Plan.Shards.Count,
                _before,
                _done,
                _notDone.Count,
                _underway.Values.Sum(far => far.Fraction),
                _events + _underway.Values.Sum(far => far.Events),
                _time.GetElapsedTime(_began)
            )
        );

    /// <summary>A shard to do.</summary>
    /// <param name="Index">Its number.</param>
    /// <param name="Try">1 the first time.</param>
    internal sealed record Turn(int Index, int Try);

    private sealed class Watcher(CarryRun run, int index) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value)
        {
            lock (run._lock)
            {
                run._underway[index] = value;
                run.Tell();
            }
        }
    }
}
