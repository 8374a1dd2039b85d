using System.Text.Json;

namespace Interop.Ibkr;

/// <summary>Something that the foreign client read.</summary>
/// <param name="Name">The event's name there.</param>
/// <param name="Values">Its arguments, an array.</param>
internal sealed record StoqeyEvent(string Name, JsonElement Values)
{
    public double Number(int index) => Values[index].GetDouble();

    public string Text(int index) => Values[index].ToString();

    public override string ToString() => $"{Name} {Values}";
}
