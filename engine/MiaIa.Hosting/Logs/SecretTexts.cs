using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace MiaIa.Hosting.Logs;

/// <summary>
/// What a log must never hold: account names and keys. Each is hidden from the moment on at which the program hears of it, in whatever
/// letters it is written; account numbers of IBKR are known by their form. Any thread may add one.
/// </summary>
public sealed partial class SecretTexts
{
    /// <summary>What stands in its place.</summary>
    public const string Mask = "***";

    // Two characters are in every second word: such a name hides nothing and would make the log unreadable.
    private const int CharactersMin = 3;

    // Each is looked for at each character of each line: names that a program makes up without end must not slow the log down.
    private const int ToldMax = 1_024;

    // Longest first, so that of two of which one is in the other nothing stays.
    private ImmutableArray<string> _secrets = [];

    /// <summary>Hides a text from here on.</summary>
    /// <param name="secret">Shorter ones than three characters, and those of asterisks alone, are left as they are.</param>
    public void Hide(string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var text = secret.Trim();
        if (text.Length < CharactersMin || text.All(c => c == Mask[0]) || _secrets.Contains(text))
            return;
        ImmutableInterlocked.Update(ref _secrets, all => all.Contains(text) ? all : [.. all.Add(text).OrderByDescending(s => s.Length)]);
    }

    /// <summary>Hides a name that another program tells, while there are fewer than 1,024 texts to hide.</summary>
    /// <inheritdoc cref="Hide"/>
    public void HideTold(string secret)
    {
        if (_secrets.Length < ToldMax)
            Hide(secret);
    }

    /// <summary>The text with the mask in the place of each secret; the same object when there is none in it.</summary>
    public string Without(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var numbered = IbkrAccount().IsMatch(text) ? IbkrAccount().Replace(text, Mask) : text;
        var secrets = _secrets;
        StringBuilder? kept = null;
        var from = 0;
        for (var at = 0; at < numbered.Length; at++)
        {
            if (LengthAt(secrets, numbered.AsSpan(at)) is var length && length == 0)
                continue;
            kept ??= new StringBuilder();
            kept.Append(numbered, from, at - from).Append(Mask);
            from = at + length;
            at = from - 1;
        }

        return kept is null ? numbered : kept.Append(numbered, from, numbered.Length - from).ToString();
    }

    // A loop of a few names over short texts, on the log's own thread.
    private static int LengthAt(ImmutableArray<string> secrets, ReadOnlySpan<char> text)
    {
        foreach (var secret in secrets)
        {
            if (text.StartsWith(secret, StringComparison.OrdinalIgnoreCase))
                return secret.Length;
        }

        return 0;
    }

    // U1234567 of an individual, DU… of a paper account, F… and DF… of an adviser, I… of a broker's client.
    [GeneratedRegex(@"\b(?:DU|DF|U|F|I)\d{6,8}\b", RegexOptions.CultureInvariant)]
    private static partial Regex IbkrAccount();
}
