using System.Globalization;
using MiaIa.Ibkr.Messages;
using NodaTime;

namespace MiaIa.GatewaySim.Markets;

/// <summary>Daily bars of a volatility index, oldest first.</summary>
internal sealed class IndexHistory
{
    private const int SyntheticDays = 300;
    private readonly (LocalDate Date, double Open, double High, double Low, double Close)[] _days;

    private IndexHistory(IEnumerable<(LocalDate Date, double Open, double High, double Low, double Close)> days)
    {
        _days = [.. days];
    }

    /// <summary>Reads Cboe's own file: <c>DATE,OPEN,HIGH,LOW,CLOSE</c>, dates MM/DD/YYYY or MM/DD/YY.</summary>
    /// <exception cref="InvalidDataException">A line cannot be read; it names file, line and text.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static IndexHistory Read(string path)
    {
        var days = new List<(LocalDate, double, double, double, double)>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (number == 1 || line.Length == 0)
                continue;
            days.Add(
                Day(line)
                    ?? throw new InvalidDataException(
                        $"{path}, line {number}: \"{line}\" is not a day like 01/02/1990,17.24,17.24,17.24,17.24"
                    )
            );
        }
        return days.Count > 0 ? new IndexHistory(days) : throw new InvalidDataException($"{path}: holds no day");
    }

    /// <summary>A made-up year around a level.</summary>
    public static IndexHistory Synthetic(double level, LocalDate today)
    {
        var days = new List<(LocalDate, double, double, double, double)>();
        var close = level;
        for (var back = SyntheticDays; back > 0; back--)
        {
            var date = today.PlusDays(-back);
            if (date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday)
                continue;
            var open = close;
            close = level * (0.85 + (0.3 * SyntheticChain.Share(date.Year, date.DayOfYear, (int)level)));
            days.Add((date, open, Math.Max(open, close) * 1.02, Math.Min(open, close) * 0.98, close));
        }
        return new IndexHistory(days);
    }

    /// <summary>The close before a day; null when the history begins later.</summary>
    public double? CloseBefore(LocalDate day) => _days.LastOrDefault(item => item.Date < day) is { Close: > 0 } last ? last.Close : null;

    /// <summary>The bars of a span that ends on a day.</summary>
    public IReadOnlyList<Bar> Bars(LocalDate first, LocalDate last) =>
        [
            .. from day in _days
            where day.Date >= first && day.Date <= last
            select new Bar(KnownContracts.Text(day.Date), day.Open, day.High, day.Low, day.Close, 0, day.Close, 0),
        ];

    private static (LocalDate, double, double, double, double)? Day(string line)
    {
        var fields = line.Split(',');
        if (fields.Length < 5)
            return null;
        var values = new double[4];
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.TryParse(fields[i + 1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out values[i]))
                return null;
        }
        string[] styles = ["MM/dd/yyyy", "MM/dd/yy"];
        return DateTime.TryParseExact(fields[0], styles, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? (LocalDate.FromDateTime(date), values[0], values[1], values[2], values[3])
            : null;
    }
}
