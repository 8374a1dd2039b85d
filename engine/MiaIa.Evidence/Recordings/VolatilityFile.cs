using System.Globalization;

namespace MiaIa.Evidence.Recordings;

/// <summary>Daily closes of a volatility index, as Cboe publishes them: DATE, OPEN, HIGH, LOW, CLOSE.</summary>
public sealed class VolatilityFile
{
    private const int ColumnsMin = 5;
    private const double PercentMax = 1_000;
    private static readonly string[] Dates = ["MM/dd/yyyy", "MM/dd/yy", "yyyy-MM-dd"];
    private readonly SortedList<DateOnly, double> _closes = [];

    private VolatilityFile(string path) => Path = path;

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    /// <summary>VIX or VXN, by the file's name.</summary>
    public string Index => IndexOf(Path);

    /// <summary>Days with a close.</summary>
    public int Days => _closes.Count;

    /// <summary>Whether a file may be one, by its name.</summary>
    public static bool MayBe(string path) => IndexOf(path).Length > 0 && path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads one; a line that has no date and close is left out.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static VolatilityFile Read(string path)
    {
        var file = new VolatilityFile(path);
        foreach (var line in File.ReadLines(path))
        {
            var cells = line.Split(',', StringSplitOptions.TrimEntries);
            if (cells.Length < ColumnsMin)
                continue;
            var isDated = DateOnly.TryParseExact(cells[0], Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date);
            var isPriced = double.TryParse(cells[ColumnsMin - 1], CultureInfo.InvariantCulture, out var close);
            if (isDated && isPriced && close is > 0 and < PercentMax)
                file._closes[date] = close;
        }

        return file;
    }

    /// <summary>The last close before a trading day: what its session could know. Null where there is none within two weeks.</summary>
    public double? CloseBefore(DateOnly day)
    {
        const int DaysMax = 14;
        for (var back = 1; back <= DaysMax; back++)
        {
            if (_closes.TryGetValue(day.AddDays(-back), out var close))
                return close;
        }

        return null;
    }

    private static string IndexOf(string path)
    {
        var name = System.IO.Path.GetFileName(path);
        return name.StartsWith("VIX", StringComparison.OrdinalIgnoreCase) ? "VIX"
            : name.StartsWith("VXN", StringComparison.OrdinalIgnoreCase) ? "VXN"
            : "";
    }
}
