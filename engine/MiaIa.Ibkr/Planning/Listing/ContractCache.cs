using System.Globalization;
using MiaIa.Engine.Options;
using NodaTime;

namespace MiaIa.Ibkr.Planning;

/// <summary>The listed contracts of one day on disk, so that a restart does not ask for them again.</summary>
internal sealed class ContractCache(string folder)
{
    private const string Kind = "miaia-contracts 1";

    /// <summary>Where the contracts of an underlying lie.</summary>
    public string PathOf(string symbol) => Path.Combine(folder, $"{symbol}.contracts");

    /// <summary>Writes the contracts of a day.</summary>
    public void Save(ChainDirectory directory) =>
        StoredFile.Write(
            PathOf(directory.Symbol),
            $"{Kind} {directory.Symbol} {StoredDate.Text(directory.ListedOn)}",
            directory
                .All()
                .Select(contract =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{contract.ConId} {contract.Root} {StoredDate.Text(contract.Date)} {contract.LastTradeDate} {contract.Strike:R} {(contract.Right == OptionRight.Call ? 'C' : 'P')}"
                    )
                )
        );

    /// <summary>Reads the contracts of a day.</summary>
    /// <returns>Null: there are none of that day, or the file is not usable, and <paramref name="problem"/> says why.</returns>
    public ChainDirectory? Load(string symbol, LocalDate day, out string problem)
    {
        if (StoredFile.Read(PathOf(symbol), Kind, out problem) is not { } file)
            return null;
        if (file.Head != $"{Kind} {symbol} {StoredDate.Text(day)}")
            return null;
        var contracts = new List<ListedContract>(file.Lines.Length);
        foreach (var line in file.Lines)
        {
            if (Parse(line.Split(' ')) is { } contract)
                contracts.Add(contract);
            else
                problem = $"{PathOf(symbol)}: \"{line}\" is no contract";
        }
        return problem.Length > 0 || contracts.Count == 0 ? null : new ChainDirectory(symbol, contracts, day);
    }

    private static ListedContract? Parse(string[] fields) =>
        fields.Length == 6
        && int.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out var conId)
        && StoredDate.Parse(fields[2]) is { } date
        && double.TryParse(fields[4], NumberStyles.Float, CultureInfo.InvariantCulture, out var strike)
        && strike > 0
        && fields[5] is "C" or "P"
            ? new ListedContract(conId, fields[1], date, fields[3], strike, fields[5] == "C" ? OptionRight.Call : OptionRight.Put)
            : null;
}
