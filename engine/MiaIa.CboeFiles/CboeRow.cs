using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace MiaIa.CboeFiles;

/// <summary>One line of a table: a strike of an expiry with its call and its put.</summary>
internal sealed partial record CboeRow(int Line, string Root, LocalDate Expiry, double Strike, CboeSide Call, CboeSide Put)
{
    private static readonly LocalDatePattern DatePattern = LocalDatePattern.CreateWithInvariantCulture("ddd MMM dd uuuu");

    /// <summary>What may stand in a table once.</summary>
    public (string Root, LocalDate Expiry, double Strike) Key => (Root, Expiry, Strike);

    /// <summary>Reads a line; when it is refused, <paramref name="rejected"/> says where and why and the result is null.</summary>
    public static CboeRow? Read(int line, string text, out RejectedRow? rejected)
    {
        var fields = CsvLine.Split(text);
        if (fields.Length < CboeColumns.Headings.Length)
        {
            rejected = new RejectedRow(
                line,
                "count",
                fields.Length.ToString(CultureInfo.InvariantCulture),
                $"{CboeColumns.Headings.Length} columns"
            );
            return null;
        }
        var reader = new FieldReader(line, fields);
        var date = reader.Date(CboeColumns.Date);
        var strike = reader.Number(CboeColumns.Strike);
        if (!(strike > 0))
            reader.Reject(CboeColumns.Strike, "a positive strike");
        var root = reader.Symbol(CboeColumns.CallSymbol, date, 'C', strike);
        var putRoot = reader.Symbol(CboeColumns.PutSymbol, date, 'P', strike);
        if (putRoot != root)
            reader.Reject(CboeColumns.PutSymbol, $"of the class {root} as its call");
        var call = reader.Side(CboeColumns.CallFirst);
        var put = reader.Side(CboeColumns.PutFirst);
        rejected = reader.Rejected;
        return rejected is null ? new CboeRow(line, root, date, strike, call, put) : null;
    }

    [GeneratedRegex(@"^(?<root>[A-Z]{1,6})(?<date>\d{6})(?<right>[CP])(?<strike>\d{8})$")]
    private static partial Regex SymbolPattern();

    /// <summary>Reads fields and keeps the first refusal.</summary>
    private sealed class FieldReader(int line, string[] fields)
    {
        public RejectedRow? Rejected { get; private set; }

        public void Reject(int column, string expected) =>
            Rejected ??= new RejectedRow(line, CboeColumns.Names[column], fields[column], expected);

        public LocalDate Date(int column)
        {
            var parsed = DatePattern.Parse(fields[column]);
            if (!parsed.Success)
                Reject(column, "a date like \"Fri Jun 09 2023\"");
            return parsed.Success ? parsed.Value : default;
        }

        public double Number(int column)
        {
            const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands;
            var isNumber = double.TryParse(fields[column], Style, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value);
            if (!isNumber)
                Reject(column, "a number of 0 or more");
            return isNumber ? value : 0;
        }

        public int Lots(int column)
        {
            var isCount = int.TryParse(fields[column], NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var lots);
            if (!isCount)
                Reject(column, "a count of 0 or more");
            return isCount ? lots : 0;
        }

        public CboeSide Side(int first) =>
            new(
                Number(first + CboeColumns.Bid),
                Number(first + CboeColumns.Ask),
                Lots(first + CboeColumns.Volume),
                Number(first + CboeColumns.Volatility),
                Lots(first + CboeColumns.OpenInterest)
            );

        /// <summary>The class out of a contract's symbol; the rest of it must say what the other columns say.</summary>
        public string Symbol(int column, LocalDate date, char right, double strike)
        {
            var match = SymbolPattern().Match(fields[column]);
            var agrees =
                match.Success
                && NumberIn(match, "date") == (date.Year % 100 * 10_000) + (date.Month * 100) + date.Day
                && match.Groups["right"].ValueSpan[0] == right
                && NumberIn(match, "strike") == Math.Round(strike * 1000);
            var name = right == 'C' ? "call" : "put";
            if (!agrees)
                Reject(column, $"the symbol of the {name} of {fields[CboeColumns.Date]} at {fields[CboeColumns.Strike]}");
            return match.Groups["root"].Value;
        }

        private static int NumberIn(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
    }
}
