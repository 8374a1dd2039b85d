using System.Text.Json.Serialization;

namespace MiaIa.Cli.Doctor;

/// <summary>One thing that was looked at.</summary>
/// <param name="Name">What.</param>
/// <param name="Verdict">How it stands.</param>
/// <param name="Found">What was seen, with its figures.</param>
/// <param name="ToDo">What to do about it; empty where nothing is to be done.</param>
internal sealed record Check(string Name, Verdict Verdict, string Found, string ToDo = "")
{
    /// <summary>Of a port: one of our programs has it.</summary>
    [JsonIgnore]
    public bool IsHeldByOurs { get; init; }

    /// <summary>Of a port: nobody has it.</summary>
    [JsonIgnore]
    public bool IsFree { get; init; }

    internal static Check Ok(string name, string found) => new(name, Verdict.Ok, found);

    internal static Check NotKnown(string name, string found, string toDo = "") => new(name, Verdict.NotKnown, found, toDo);

    internal static Check Warn(string name, string found, string toDo) => new(name, Verdict.Warn, found, toDo);

    internal static Check Fail(string name, string found, string toDo) => new(name, Verdict.Fail, found, toDo);
}
