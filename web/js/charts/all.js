// What draws with Observable Plot, loaded when there is something to draw: with the first figures, so before an album's ages.
import './age-course.js';
import './coverage-curve.js';
import './learning-curves.js';
import './reliability-diagram.js';
import './years-off.js';
