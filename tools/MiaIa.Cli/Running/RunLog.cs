using System.Globalization;
using System.Text.Json;
using MiaIa.Hosting;

namespace MiaIa.Cli.Running;

/// <summary>Who did what, a line each, as text or as JSON.</summary>
internal sealed class RunLog(TextWriter output, bool isJson, TimeProvider time)
{
    private const int CharactersMax = 2_000;

    private readonly Lock _gate = new();

    /// <summary>One event; lines within it stay one event.</summary>
    internal void Say(string who, string what)
    {
        var at = time.GetLocalNow();
        lock (_gate)
        {
            if (isJson)
            {
                output.WriteLine(
                    JsonSerializer.Serialize(
                        new
                        {
                            at,
                            who,
                            what,
                        }
                    )
                );
                return;
            }

            foreach (var line in what.Split('\n'))
            {
                output.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{at:HH:mm:ss}  {who, -7} {PrintableText.From(line.TrimEnd(), CharactersMax)}"
                    )
                );
            }

            output.Flush();
        }
    }
}
