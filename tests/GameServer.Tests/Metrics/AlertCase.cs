namespace GameServer.Tests.Metrics;

/// <summary>A fault as Prometheus would see it, and the alert that must fire on it.</summary>
/// <param name="Alert">Its name.</param>
/// <param name="Labels">The labels of the series that it fires for, severity and name apart: <c>a="1",b="2"</c>.</param>
/// <param name="Series">What differs from a healthy server: a series, and its values from the 120th minute on, a minute each, in promtool's notation.</param>
/// <param name="Companions">Other alerts that the same fault rightly fires.</param>
internal sealed record AlertCase(string Alert, string Labels, (string Series, string Values)[] Series, params string[] Companions);
