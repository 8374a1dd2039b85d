namespace MiaIa.Alerts.Book;

/// <summary>A whole book, to be kept over a restart.</summary>
/// <param name="NewestId">The highest number that an alert has had: the next ones are higher.</param>
/// <param name="Alerts">At most <see cref="AlertBook.ListedMax"/>, the open ones first.</param>
public sealed record SavedAlerts(ulong NewestId, IReadOnlyList<SavedAlert> Alerts);
