using System.Globalization;
using MiaIa.Engine.Market;
using MiaIa.Engine.Options;

namespace MiaIa.Ibkr.Planning;

/// <summary>The open interest of one day on disk: what was read and what counts, so that a sweep goes on after a restart.</summary>
internal sealed class OpenInterestStore(string folder)
{
    private const string Kind = "miaia-open-interest 1";

    /// <summary>Where the open interest of an underlying lies.</summary>
    public string PathOf(string symbol) => Path.Combine(folder, $"{symbol}.open-interest");

    /// <summary>Writes what is known. Of the directory it reads only what never changes, so that any thread may write.</summary>
    public void Save(ChainDirectory directory, OpenInterestReadings readings, UnixNanos now) =>
        StoredFile.Write(
            PathOf(directory.Symbol),
            string.Create(CultureInfo.InvariantCulture, $"{Kind} {directory.Symbol} {StoredDate.Text(readings.Day)} {now.Value}"),
            Enumerable
                .Range(0, directory.Numbers)
                .Where(contract => readings.Read[contract] != OpenInterestBook.None)
                .Select(contract => Line(directory, readings, contract))
        );

    /// <summary>Reads what is known of a day into a planner; what is of an earlier day serves for the order of its visits alone.</summary>
    /// <returns>How many contracts count; null when there is nothing of that day, or the file is not usable and <paramref name="problem"/> says why.</returns>
    public int? Load(ChainPlanner planner, out string problem)
    {
        var directory = planner.Directory;
        if (StoredFile.Read(PathOf(directory.Symbol), Kind, out problem) is not { } file)
            return null;
        var head = file.Head.Split(' ');
        if (head.Length != 5 || head[2] != directory.Symbol)
            return null;
        if (head[3] != StoredDate.Text(planner.Book.Day))
        {
            foreach (var line in file.Lines)
                Expect(line.Split(' '), planner);
            return null;
        }
        if (
            !long.TryParse(head[4], NumberStyles.None, CultureInfo.InvariantCulture, out var nanos)
            || !UnixNanos.TryCreate(nanos, out var at)
        )
        {
            problem = $"{PathOf(directory.Symbol)}: \"{head[4]}\" is no time";
            return null;
        }
        foreach (var line in file.Lines)
            Apply(line.Split(' '), planner, at);
        return planner.Book.AcceptedCount;
    }

    private static string Line(ChainDirectory directory, OpenInterestReadings readings, int contract)
    {
        var expiry = directory.Chain.Expiries[directory.Chain.ExpiryOfRow[contract / 2]];
        var right = contract % 2 == (int)OptionRight.Call ? 'C' : 'P';
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{expiry.Root} {StoredDate.Text(expiry.Date)} {directory.Chain.Strikes[contract / 2]:R} {right} {readings.Read[contract]} {readings.Accepted[contract]}"
        );
    }

    /// <summary>A contract that is no longer listed is passed over; the hash says that the lines are as they were written.</summary>
    private static void Apply(string[] fields, ChainPlanner planner, UnixNanos at)
    {
        if (Find(fields, planner) is not var (contract, reading, accepted))
            return;
        if (accepted != OpenInterestBook.None)
            planner.OnStoredOpenInterest(contract, accepted, at);
        else
            planner.Book.Read(contract, reading);
    }

    private static void Expect(string[] fields, ChainPlanner planner)
    {
        if (Find(fields, planner) is var (contract, reading, _))
            planner.Visits.Expect(contract, reading);
    }

    private static (int Contract, int Reading, int Accepted)? Find(string[] fields, ChainPlanner planner)
    {
        if (fields.Length != 6 || StoredDate.Parse(fields[1]) is not { } date)
            return null;
        var strike = double.Parse(fields[2], CultureInfo.InvariantCulture);
        var contract = planner.Directory.Find(fields[0], date, strike, fields[3] == "C" ? OptionRight.Call : OptionRight.Put);
        return contract < 0
            ? null
            : (contract, int.Parse(fields[4], CultureInfo.InvariantCulture), int.Parse(fields[5], CultureInfo.InvariantCulture));
    }
}
