using System.Diagnostics.CodeAnalysis;

namespace MiaIa.Engine.Risk;

/// <summary>A futures contract: root, month and year, whatever else a program's symbol says. The default is no contract.</summary>
public readonly record struct ContractSymbol
{
    private const string Months = "FGHJKMNQUVXZ";
    private static readonly string[] Prefixes = ["[Sim]", "SYNTHETIC-", "REPLAY-", "F.US.", "@", "/"];

    private ContractSymbol(string root, int year, int month)
    {
        Root = root;
        Year = year;
        Month = month;
    }

    /// <summary>Such as ES; null for the default.</summary>
    public string? Root { get; }

    /// <summary>Four digits.</summary>
    public int Year { get; }

    /// <summary>1 … 12.</summary>
    public int Month { get; }

    /// <summary>Whether there is a contract.</summary>
    [MemberNotNullWhen(true, nameof(Root))]
    public bool IsKnown => Root is not null;

    /// <summary>A contract by its parts.</summary>
    public static ContractSymbol Of(string root, int year, int month) => new(root, year, month);

    /// <summary>
    /// Reads a symbol of Sierra or a data service: <c>ESZ26_FUT_CME</c>, <c>ESM26-CME</c>, <c>[Sim]ESZ26_FUT_CME</c>, <c>ESZ6.CME</c>,
    /// <c>F.US.MESZ26</c>. A year of one digit is the one from the year before <paramref name="today"/> to eight after it.
    /// </summary>
    public static bool TryParse(string? text, DateOnly today, out ContractSymbol symbol)
    {
        symbol = default;
        var rest = (text ?? "").Trim().AsSpan();
        for (var i = 0; i < Prefixes.Length; i++)
        {
            if (rest.StartsWith(Prefixes[i], StringComparison.OrdinalIgnoreCase))
            {
                rest = rest[Prefixes[i].Length..];
                i = -1;
            }
        }

        var letters = 0;
        while (letters < rest.Length && char.IsAsciiLetter(rest[letters]))
            letters++;
        var end = letters;
        while (end < rest.Length && char.IsAsciiDigit(rest[end]))
            end++;
        var digits = end - letters;
        // A year of one or two digits, and no letter or digit directly behind it.
        if (letters < 2 || letters > 8 || digits is < 1 or > 2 || (end < rest.Length && char.IsAsciiLetterOrDigit(rest[end])))
            return false;
        var month = Months.IndexOf(char.ToUpperInvariant(rest[letters - 1]), StringComparison.Ordinal) + 1;
        if (month == 0)
            return false;
        var number = int.Parse(rest[letters..end], provider: null);
        symbol = new ContractSymbol(rest[..(letters - 1)].ToString().ToUpperInvariant(), Year4(number, digits, today), month);
        return true;
    }

    /// <summary>Such as <c>ESZ26</c>; empty for the default.</summary>
    public override string ToString() => IsKnown ? $"{Root}{Months[Month - 1]}{Year % 100:00}" : "";

    private static int Year4(int number, int digits, DateOnly today)
    {
        if (digits == 2)
            return 2000 + number;
        var first = today.Year - 1;
        return first + ((number - first % 10 + 10) % 10);
    }
}
