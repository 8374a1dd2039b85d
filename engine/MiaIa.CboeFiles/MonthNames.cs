using System.Text;

namespace MiaIa.CboeFiles;

/// <summary>Months as browsers write them in English, Spanish, French, German, Italian, Portuguese and Russian, whole or cut.</summary>
internal static class MonthNames
{
    private const int LettersMin = 3;
    private const char CombiningFirst = '\u0300';
    private const char CombiningLast = '\u036f';

    // A table of its own: programs of this product run without the system's language data.
    private const string Accented = "àáâãäåçèéêëìíîïñòóôõöùúûü";
    private const string Unaccented = "aaaaaaceeeeiiiinooooouuuu";

    // In the form that Plain gives. No cut of three letters or more is of two months but for the French "jui"; a test looks.
    internal static readonly string[] OfMonth =
    [
        "january enero janvier januar janner gennaio janeiro января январь",
        "february febrero fevrier februar feber febbraio fevereiro февраля февраль",
        "march marzo mars marz maerz mrz marco марта март",
        "april abril avril aprile апреля апрель",
        "may mayo mai maggio maio мая май",
        "june junio juin juni giugno junho июня июнь",
        "july julio juillet juli luglio julho июля июль",
        "august agosto aout августа август",
        "september septiembre setiembre septembre settembre setembro сентября сентябрь",
        "october octubre octobre oktober ottobre outubro октября октябрь",
        "november noviembre novembre novembro ноября ноябрь",
        "december diciembre decembre dezember dicembre dezembro декабря декабрь",
    ];

    private static readonly string[][] Names = [.. OfMonth.Select(names => names.Split(' ').Select(Plain).ToArray())];

    /// <summary>The month, 1 to 12; null when a name is of none or of several.</summary>
    public static int? Find(string name)
    {
        var plain = Plain(name);
        if (plain.Length < LettersMin)
            return null;
        int? found = null;
        for (var month = 0; month < Names.Length; month++)
        {
            if (!Names[month].Any(known => known.StartsWith(plain, StringComparison.Ordinal)))
                continue;
            if (found is not null)
                return null;
            found = month + 1;
        }

        return found;
    }

    /// <summary>In small letters, without the accents of the Latin languages.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.ToLowerInvariant())
        {
            var accented = Accented.IndexOf(c, StringComparison.Ordinal);
            if (accented >= 0)
                plain.Append(Unaccented[accented]);
            else if (c is < CombiningFirst or > CombiningLast)
                plain.Append(c);
        }

        return plain.ToString();
    }
}
