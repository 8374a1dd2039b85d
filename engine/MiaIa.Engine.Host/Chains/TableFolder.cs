using MiaIa.CboeFiles;
using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Runtime.OptionInputs;
using MiaIa.Ibkr.Planning;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Chains;

/// <summary>
/// A folder into which somebody drops Cboe quote tables. A file is read once it has looked the same in two polls, so that none is read
/// while it is being written. A table never takes the place of a live chain.
/// </summary>
internal sealed class TableFolder
{
    private const int FilesMax = 64;
    private const int PassedOverMax = 1_000;
    private static readonly string[] Endings = [".csv", ".csv.gz", ".json", ".json.gz"];

    private readonly string _folder;
    private readonly OptionSource _source;
    private readonly IOptionIngress _ingress;
    private readonly Func<Underlying, OptionSource> _sourceInForce;
    private readonly LogMessages _log;
    private readonly Action<Underlying, CboeTable>? _offer;
    private readonly Dictionary<string, (long Length, DateTime WrittenAt, bool IsTaken)> _seen = [];
    private readonly HashSet<string> _passedOver = [];
    private string? _failure;

    /// <summary>Watches a folder by being asked to.</summary>
    /// <param name="folder">The folder; it need not exist yet.</param>
    /// <param name="isReplay">Whether tables belong to the day that is replayed, instead of being delayed.</param>
    /// <param name="ingress">Where chains go.</param>
    /// <param name="sourceInForce">The source of what is listed now.</param>
    /// <param name="log">The log.</param>
    /// <param name="offer">Who else may use a table's open interest; null = nobody.</param>
    public TableFolder(
        string folder,
        bool isReplay,
        IOptionIngress ingress,
        Func<Underlying, OptionSource> sourceInForce,
        LogMessages log,
        Action<Underlying, CboeTable>? offer = null
    )
    {
        _offer = offer;
        _folder = folder;
        _source = isReplay ? OptionSource.Replay : OptionSource.Delayed;
        _ingress = ingress;
        _sourceInForce = sourceInForce;
        _log = log;
    }

    /// <summary>Reads what is new. Failures are logged, once each; a file that failed is tried again when it has changed.</summary>
    public void Poll()
    {
        FileInfo[] files;
        try
        {
            var all = new DirectoryInfo(_folder).GetFiles();
            var tables = all.Where(IsTable).OrderByDescending(f => f.LastWriteTimeUtc).ToArray();
            files = [.. tables.Take(FilesMax).Reverse()];
            PassOver(all.Where(f => !IsTable(f)), $"its name does not end in {string.Join(", ", Endings)}");
            PassOver(tables.Skip(FilesMax), $"the folder holds more than {FilesMax} tables, and this one is among the oldest");
            _failure = null;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            if (_failure != failed.Message)
                _log.TableFailed(_folder, failed.Message);

            _failure = failed.Message;
            return;
        }

        foreach (var file in files)
        {
            var now = (file.Length, file.LastWriteTimeUtc);
            var isKnown = _seen.TryGetValue(file.FullName, out var seen) && (seen.Length, seen.WrittenAt) == now;
            if (isKnown && !seen.IsTaken)
                Apply(file.FullName);

            _seen[file.FullName] = (now.Length, now.LastWriteTimeUtc, isKnown);
        }
    }

    private static bool IsTable(FileInfo file) => Endings.Any(ending => file.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    // Once a file: whoever dropped it waits for it.
    private void PassOver(IEnumerable<FileInfo> files, string reason)
    {
        foreach (var file in files)
        {
            if (_passedOver.Count < PassedOverMax && _passedOver.Add(file.FullName))
                _log.TableFailed(file.FullName, $"passed over: {reason}");
        }
    }

    private void Apply(string path)
    {
        try
        {
            var table = CboeTableReader.Read(path);
            var underlying = TableInputs.UnderlyingOf(table.Chain);
            if (underlying == Underlying.Unspecified)
            {
                _log.TableFailed(
                    path,
                    $"its roots ({string.Join(", ", table.Chain.Expiries.ToArray().Select(e => e.Root).Distinct())}) are not those of SPX, NDX or QQQ"
                );
                return;
            }

            _offer?.Invoke(underlying, table);
            if (_sourceInForce(underlying) == OptionSource.Live)
            {
                _log.TableFailed(path, $"a live chain of {underlying} is listed, which a table does not replace");
                return;
            }

            foreach (var input in TableInputs.From(table, underlying, _source))
            {
                if (_ingress.Apply(input) is { } refused)
                {
                    _log.TableFailed(path, refused);
                    return;
                }
            }

            _log.TableTaken(path, underlying, _source, table);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            _log.TableFailed(path, failed.Message);
        }
    }
}
