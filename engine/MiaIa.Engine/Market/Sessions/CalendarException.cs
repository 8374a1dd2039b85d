namespace MiaIa.Engine.Market;

/// <summary>The exchange calendar's file cannot be read; the message names the line.</summary>
public sealed class CalendarException : Exception
{
    /// <summary>A message that names the line and what is wrong with it.</summary>
    public CalendarException(string message)
        : base(message) { }
}
