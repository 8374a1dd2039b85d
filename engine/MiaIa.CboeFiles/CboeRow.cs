using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace MiaIa.CboeFiles;

/// <summary>One line of a table: a strike of an expiry with its call and its put.</summary>
internal sealed record CboeRow(int Line, string Root, LocalDate Expiry, double Strike, CboeSide Call, CboeSide Put)
{
    private static readonly LocalDatePattern DatePattern = LocalDatePattern.CreateWithInvariantCulture("ddd MMM dd uuuu");

    /// <summary>What may stand in a table once.</summary>
    public (string Root, LocalDate Expiry, double Strike) Key => (Root, Expiry, Strike);

    /// <summary>
    /// Reads a line. What names the contracts must be whole, or the line is refused: the result is null. A value that cannot be read costs
    /// itself alone.
    /// </summary>
    /// <param name="line">Its number, from 1.</param>
    /// <param name="text">The line.</param>
    /// <param name="problems">Takes what was refused: of a refused line the first reason, else each value.</param>
    public static CboeRow? Read(int line, string text, ICollection<RejectedRow> problems)
    {
        var fields = CsvLine.Split(text);
        // More columns that say something are decimal commas without quotes.
        if (fields.Length < CboeColumns.Headings.Length || fields.Skip(CboeColumns.Headings.Length).Any(field => field.Length > 0))
        {
            var count = fields.Length.ToString(CultureInfo.InvariantCulture);
            problems.Add(new RejectedRow(line, "count", count, $"{CboeColumns.Headings.Length} columns"));
            return null;
        }

        var reader = new FieldReader(line, fields);
        var date = reader.Date(CboeColumns.Date);
        var strike = reader.Strike(CboeColumns.Strike, CboeColumns.CallSymbol);
        var root = reader.Symbol(CboeColumns.CallSymbol, date, isCall: true, strike);
        var putRoot = reader.Symbol(CboeColumns.PutSymbol, date, isCall: false, strike);
        if (putRoot != root)
            reader.Reject(CboeColumns.PutSymbol, $"of the class {root} as its call");
        if (reader.Problems.Count > 0)
        {
            problems.Add(reader.Problems[0]);
            return null;
        }

        var row = new CboeRow(line, root, date, strike, reader.Side(CboeColumns.CallFirst), reader.Side(CboeColumns.PutFirst));
        foreach (var problem in reader.Problems)
            problems.Add(problem);
        return row;
    }

    /// <summary>The classes and expiries that the symbols of a refused line name.</summary>
    public static IEnumerable<(string Root, LocalDate Expiry)> ExpiriesOf(string text)
    {
        foreach (var field in CsvLine.Split(text))
        {
            if (OptionSymbol.TryRead(field, out var symbol))
                yield return (symbol.Root, symbol.Expiry);
        }
    }

    /// <summary>Reads fields and keeps every refusal.</summary>
    private sealed class FieldReader(int line, string[] fields)
    {
        public List<RejectedRow> Problems { get; } = [];

        public void Reject(int column, string expected) =>
            Problems.Add(new RejectedRow(line, CboeColumns.Names[column], fields[column], expected));

        public LocalDate Date(int column)
        {
            var parsed = DatePattern.Parse(fields[column]);
            if (!parsed.Success)
                Reject(column, "a date like \"Fri Jun 09 2023\"");
            return parsed.Success ? parsed.Value : default;
        }

        // Where it can mean two numbers, the symbol says which.
        public double Strike(int column, int symbolColumn)
        {
            var readings = LocalNumber.Readings(fields[column]);
            var named = OptionSymbol.TryRead(fields[symbolColumn], out var symbol) ? symbol.Strike : 0;
            var strike = readings.FirstOrDefault(reading => reading == named, readings.Count > 0 ? readings[0] : 0);
            if (!(strike > 0))
                Reject(column, "a positive strike");
            return strike;
        }

        public CboeSide Side(int first) =>
            new(
                Number(first + CboeColumns.Bid),
                Number(first + CboeColumns.Ask),
                Lots(first + CboeColumns.Volume, 0),
                Number(first + CboeColumns.Volatility),
                Lots(first + CboeColumns.OpenInterest, CboeSide.Unknown)
            );

        /// <summary>The class out of a contract's symbol; the rest of it must say what the other columns say.</summary>
        public string Symbol(int column, LocalDate date, bool isCall, double strike)
        {
            var agrees =
                OptionSymbol.TryRead(fields[column], out var symbol)
                && symbol.Expiry == date
                && symbol.IsCall == isCall
                && Math.Round(symbol.Strike * 1000) == Math.Round(strike * 1000);
            if (!agrees)
            {
                var name = isCall ? "call" : "put";
                Reject(column, $"the symbol of the {name} of {fields[CboeColumns.Date]} at {fields[CboeColumns.Strike]}");
            }

            return symbol.Root ?? "";
        }

        // The table itself writes a dot before decimals and nothing between thousands; a comma is somebody's decimal comma or thousands mark.
        private double Number(int column)
        {
            var readings = LocalNumber.Readings(fields[column]);
            if (readings.Count == 1 || (readings.Count == 2 && fields[column].Contains('.', StringComparison.Ordinal)))
                return readings[0];
            Reject(column, readings.Count == 0 ? "a number of 0 or more" : "one number: write it as 1250 or 1.25");
            return 0;
        }

        private int Lots(int column, int otherwise)
        {
            var text = fields[column];
            var groups = text.Split(',');
            var isGrouped = groups.Length == 1 || (groups[0].Length is >= 1 and <= 3 && groups.Skip(1).All(group => group.Length == 3));
            if (isGrouped && int.TryParse(string.Concat(groups), NumberStyles.None, CultureInfo.InvariantCulture, out var lots))
                return lots;
            Reject(column, "a count of 0 or more");
            return otherwise;
        }
    }
}
