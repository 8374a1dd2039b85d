namespace MiaIa.Hosting;

/// <summary>One line of a <see cref="LogTail"/>.</summary>
/// <param name="Number">From 1 on, one more for each line: whoever asks again says which he knows.</param>
/// <param name="At">When it was said.</param>
/// <param name="Level">DBG, INF, WRN, ERR or FTL.</param>
/// <param name="EventId">Which line of the program it is; 0 = another library's.</param>
/// <param name="Text">What it says, without its exception.</param>
public readonly record struct TailLine(long Number, DateTimeOffset At, string Level, int EventId, string Text);
