using System.Text;

namespace MiaIa.Cli.Tests.Running;

/// <summary>What a command has written so far, for a test that waits for a part of it.</summary>
internal sealed class SaidEvents : TextWriter
{
    private readonly StringBuilder _text = new();
    private readonly Lock _gate = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        lock (_gate)
            _text.Append(value);
    }

    public override void Write(string? value)
    {
        lock (_gate)
            _text.Append(value);
    }

    public override void WriteLine(string? value) => Write(value + Environment.NewLine);

    public override string ToString()
    {
        lock (_gate)
            return _text.ToString();
    }

    /// <summary>Waits until the text holds these words; fails after two minutes, or when the command has ended before.</summary>
    internal async Task UntilAsync(string words, Task<int> command)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!ToString().Contains(words, StringComparison.Ordinal))
        {
            Assert.That(command.IsCompleted, Is.False, $"ended before it said '{words}':\n{this}");
            Assert.That(limit.IsCancellationRequested, Is.False, $"'{words}' was not said in two minutes:\n{this}");
            await Task.Delay(20);
        }
    }
}
