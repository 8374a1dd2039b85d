using MiaIa.Engine.Market;
using MiaIa.Ibkr.Client;
using NodaTime;

namespace MiaIa.Ibkr.Planning;

/// <summary>
/// What a chain keeps on disk. A damaged file is told and made anew; a disk that fails costs a restart's time, no value. What is saved is copied on
/// the thread that asks and written on another one, so that no tick waits for the disk.
/// </summary>
internal sealed class ChainStorage
{
    private const long SaveEveryNanos = 60 * UnixNanos.PerSecond;

    private readonly ContractCache? _contracts;
    private readonly OpenInterestStore? _openInterest;
    private readonly SaveQueue _saves;
    private UnixNanos _savedAt;
    private long _failedBefore;
    private bool _isChanged;

    /// <param name="folder">Where; empty keeps nothing.</param>
    /// <param name="saves">Writes it.</param>
    public ChainStorage(string folder, SaveQueue saves)
    {
        _saves = saves;
        if (folder.Length == 0)
            return;
        _contracts = new ContractCache(folder);
        _openInterest = new OpenInterestStore(folder);
    }

    public void OnChanged() => _isChanged = true;

    public ChainDirectory? LoadContracts(string symbol, LocalDate day, IClientRequests requests)
    {
        var problem = "";
        var loaded = _contracts?.Load(symbol, day, out problem);
        Tell(problem, symbol, requests, "the contracts are asked for again");
        return loaded;
    }

    public void LoadOpenInterest(ChainPlanner planner, IClientRequests requests)
    {
        var problem = "";
        _openInterest?.Load(planner, out problem);
        Tell(problem, planner.Directory.Symbol, requests, "the open interest is read again");
    }

    public void Save(ChainDirectory directory)
    {
        if (_contracts is { } contracts)
            _saves.Add(contracts.PathOf(directory.Symbol), () => contracts.Save(directory));
    }

    /// <summary>At most once a minute, and only when something changed, or when a write has failed since.</summary>
    public void SaveIfDue(ChainPlanner planner, UnixNanos now)
    {
        if (now - _savedAt < SaveEveryNanos)
            return;
        var failed = _saves.Failed;
        if (failed != _failedBefore)
        {
            (_failedBefore, _isChanged) = (failed, true);
            Save(planner.Directory);
        }
        SaveIfChanged(planner, now);
    }

    /// <summary>What changed since the last time.</summary>
    public void SaveIfChanged(ChainPlanner planner, UnixNanos now)
    {
        if (!_isChanged || _openInterest is not { } store)
            return;
        (_isChanged, _savedAt) = (false, now);
        var (directory, readings) = (planner.Directory, planner.Book.Copy());
        _saves.Add(store.PathOf(directory.Symbol), () => store.Save(directory, readings, now));
    }

    private static void Tell(string problem, string symbol, IClientRequests requests, string then)
    {
        if (problem.Length > 0)
            requests.Raise(AlertNames.CacheDamaged, AlertSeverity.Warning, $"{problem}; {then}", symbol + then);
    }
}
