// What of the results draws with Observable Plot, loaded with the first figures.
import '../charts/all.js';
import './confusion-save.js';
