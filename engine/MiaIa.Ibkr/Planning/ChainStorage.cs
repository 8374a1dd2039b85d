using MiaIa.Engine.Market;
using MiaIa.Ibkr.Client;
using NodaTime;

namespace MiaIa.Ibkr.Planning;

/// <summary>What a chain keeps on disk. A damaged file is told and made anew; a disk that fails costs a restart's time, no value.</summary>
internal sealed class ChainStorage
{
    private const long SaveEveryNanos = 60 * UnixNanos.PerSecond;

    private readonly ContractCache? _contracts;
    private readonly OpenInterestStore? _openInterest;
    private readonly Action<string> _problem;
    private UnixNanos _savedAt;
    private bool _isChanged;

    /// <param name="folder">Where; empty keeps nothing.</param>
    /// <param name="problem">Hears of a disk that fails.</param>
    public ChainStorage(string folder, Action<string> problem)
    {
        _problem = problem;
        if (folder.Length == 0) return;
        _contracts = new ContractCache(folder);
        _openInterest = new OpenInterestStore(folder);
    }

    public void OnChanged() => _isChanged = true;

    public ChainDirectory? LoadContracts(string symbol, LocalDate day, IClientDesk desk)
    {
        var problem = "";
        var loaded = _contracts?.Load(symbol, day, out problem);
        Tell(problem, symbol, desk, "the contracts are asked for again");
        return loaded;
    }

    public void LoadOpenInterest(ChainPlanner planner, IClientDesk desk)
    {
        var problem = "";
        _openInterest?.Load(planner, out problem);
        Tell(problem, planner.Directory.Symbol, desk, "the open interest is read again");
    }

    public void Save(ChainDirectory directory) => Try(() => _contracts?.Save(directory));

    /// <summary>At most once a minute, and only when something changed.</summary>
    public void SaveIfDue(ChainPlanner planner, UnixNanos now)
    {
        if (!_isChanged || now - _savedAt < SaveEveryNanos) return;
        (_isChanged, _savedAt) = (false, now);
        Try(() => _openInterest?.Save(planner.Directory, planner.Book, now));
    }

    private static void Tell(string problem, string symbol, IClientDesk desk, string then)
    {
        if (problem.Length > 0) desk.Raise(AlertNames.CacheDamaged, AlertSeverity.Warning, $"{problem}; {then}", symbol + then);
    }

    private void Try(Action save)
    {
        try
        {
            save();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _problem($"options are not kept for a restart: {e.Message}");
        }
    }
}
