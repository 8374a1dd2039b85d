using System.Globalization;

namespace MiaIa.Engine.Runtime.Ingress;

/// <summary>Checks of single fields that several messages share. Each returns null when the field is sound.</summary>
internal static class Field
{
    private const string TimeRange = "a time from 2000 to 2100 in µs";

    internal static Refusal? Time(string field, long unixUs) =>
        Limits.IsTime(unixUs) ? null : Refusal.From(RefusalReason.BadTime, field, unixUs, TimeRange);

    internal static Refusal? Price(string field, int ticks) =>
        Limits.IsPrice(ticks) ? null : Refusal.From(RefusalReason.BadPrice, field, ticks, "1 to 10000000 ticks");

    internal static Refusal? Enum(string field, int value, int min, int max, string allowed) =>
        value >= min && value <= max ? null : Refusal.From(RefusalReason.BadEnum, field, value, allowed);

    internal static Refusal? Finite(string field, double value) =>
        double.IsFinite(value) ? null : Refusal.From(RefusalReason.NotFinite, field, value, "finite");

    internal static Refusal? SameLength(string field, int length, int expected, string column) =>
        length == expected
            ? null
            : Refusal.From(
                RefusalReason.UnequalColumns,
                field + ".length",
                length,
                string.Create(CultureInfo.InvariantCulture, $"{expected} as in {column}")
            );

    internal static Refusal? Text(string field, string text, int charactersMax) =>
        text.Length <= charactersMax
            ? null
            : new Refusal(
                RefusalReason.BadName,
                field,
                Refusal.Quote(text),
                string.Create(CultureInfo.InvariantCulture, $"at most {charactersMax} characters")
            );

    /// <summary>A name the trader chose: printable, 1 to 64 characters.</summary>
    internal static Refusal? Name(string field, string name)
    {
        var sound = name.Length is >= 1 and <= Limits.NameCharactersMax;
        for (var i = 0; sound && i < name.Length; i++)
            sound = !char.IsControl(name[i]);

        return sound ? null : new Refusal(RefusalReason.BadName, field, Refusal.Quote(name), "1 to 64 printable characters");
    }

    /// <summary>A lower_snake_case name, 1 to 64 characters, beginning with a letter.</summary>
    internal static Refusal? SnakeName(string field, string name)
    {
        var sound = name.Length is >= 1 and <= Limits.NameCharactersMax && name[0] is >= 'a' and <= 'z';
        for (var i = 0; sound && i < name.Length; i++)
            sound = name[i] is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_';

        return sound ? null : new Refusal(RefusalReason.BadName, field, Refusal.Quote(name), "1 to 64 characters of lower_snake_case");
    }
}
