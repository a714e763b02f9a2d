// The words of the pages beside the work, in English; loaded with them.

export const pages = {
  howItWorks: {
    lead: 'A photograph goes in, an age group comes out. Everything between happens in this browser, on this device.',
    picture: {
      title: 'The way of a photograph',
      /** For those who do not see the picture. */
      description:
        'A photograph goes through seven stages, one below the other: photograph, face, copies, backbone, embedding, ' +
        'classifier, answer. A dashed frame around all of them is this device; no arrow crosses it. Beside the classifier ' +
        'stand the folds: in each, another person is left out of training and tested.',
      frame: 'This device. Nothing leaves it.',
      folds: 'Folds',
      foldsHint: 'one person left out in each',
      stages: {
        photograph: ['Photograph', 'read, checked, turned upright'],
        face: ['Face', 'found and cut out, eyes level'],
        copies: ['Copies', 'turned, moved, zoomed a little'],
        backbone: ['Backbone', 'a network that stays as it is'],
        embedding: ['Embedding', '1,280 numbers for each copy'],
        classifier: ['Classifier', 'what is trained, on the numbers'],
        answer: ['Answer', 'a probability for each class'],
      },
    },
    sections: [
      {
        title: 'From a photograph to numbers',
        paragraphs: [
          'A photograph is decoded and turned as the camera noted. A small network, BlazeFace, looks for a face; a square ' +
            'around it is cut out so that the eyes are level. Without a face the whole picture is used, and listed.',
          'To train, altered copies are made of every photograph: turned, moved, zoomed or mirrored by chance, from a seed, so ' +
            'that a second training makes the same ones. The classifier so learns what does not matter.',
          'Each copy goes through the backbone, a network that other people trained on millions of pictures and that is not ' +
            'changed here. It turns a picture into a list of numbers, the embedding. Pictures that look alike have numbers ' +
            'that are alike. What it made is kept in this browser, so a second training starts sooner.',
        ],
      },
      {
        title: 'From numbers to an answer',
        paragraphs: [
          'Only the classifier is trained on your photographs. It learns which numbers belong to which class. That is why ' +
            'a few photographs of each class are enough, and why it takes seconds.',
          'To find out how good it is, it is trained again and again, each time with one person or a part of the persons ' +
            'left out, and tested on those. These parts are the folds. All answers together give the figures under ' +
            'Results. The classifier that you keep is then trained on everybody.',
          'A new photograph goes the same way. Its answer is the mean over itself and a few altered copies: a probability ' +
            'for each class, and an expected age where classes are ages.',
        ],
      },
      {
        title: 'Where it runs',
        paragraphs: [
          'The backbone runs on the graphics card (WebGPU) where the browser offers it, else on the processor (WebAssembly). ' +
            'All else runs on the processor, in workers beside the page, so that the page answers while it works.',
          'The page needs the network once, to load itself and the backbone. From “ready to work offline” on, training ' +
            'included, it needs none.',
        ],
      },
    ],
    more: 'What each figure says:',
  },

  numbers: {
    lead:
      'First what a figure says, then how it is computed. Figures are measured on photographs that were left out of training, ' +
      'unless they say otherwise.',
    exact: 'Exactly',
    groups: [
      {
        title: 'How often it is right',
        entries: [
          {
            id: 'accuracy',
            name: 'Accuracy',
            plain:
              'Of 100 photographs, how many it puts into the right class. Compare it with always guessing the commonest ' +
              'class, which the page writes beside it.',
            exact: 'Share of predictions whose likeliest class is the true one. Predictions of all folds are pooled.',
          },
          {
            id: 'within-one',
            name: 'Within one age group',
            plain:
              'How many it puts into the right class or the one beside it. A 30 taken for a 40 counts; a 30 taken for a 60 does not.',
            exact: 'Share of predictions at most one class away, where the class names are numbers, in their order.',
          },
          {
            id: 'mae-years',
            name: 'Years off on average',
            plain: 'How many years it is wrong by, right answers counted as 0.',
            exact: 'Mean absolute error: the mean distance between the numbers of the predicted and of the true class.',
          },
          {
            id: 'years-off',
            name: 'Too old or too young',
            plain:
              'Whether its mistakes lean to one side. If it is 2 years too old on the whole, it makes people look older more ' +
              'often, or by more, than younger.',
            exact: 'Bias: the mean of the predicted less the true class’s number; mistakes to both sides cancel out.',
          },
          {
            id: 'interval',
            name: '95% interval',
            plain:
              'With other persons of the same kind the figure would have come out differently; the interval says how ' +
              'differently. With few persons it is wide. Two figures whose intervals overlap widely may well be alike.',
            exact:
              'Bootstrap over persons: 2,000 times as many persons as there are are drawn with replacement, with all their ' +
              'photographs; the interval runs from the 2.5% to the 97.5% quantile (percentile interval).',
          },
          {
            id: 'optimistic',
            name: 'Optimistic',
            plain:
              'A figure measured on photographs whose copies it has seen in training. It says how well it remembers, not ' +
              'how well it does with new people.',
            exact:
              'Protocol “seed”: 80% of all copies at random to train, the rest to test; copies of one photograph are on both sides.',
          },
        ],
      },
      {
        title: 'The photographs themselves',
        entries: [
          {
            id: 'balance',
            name: 'Balance of the classes',
            plain:
              'Where one class has many more photographs than another, accuracy speaks mostly of the large one, and figures ' +
              'of the small one are rough.',
            exact:
              'Nearly balanced: the largest class has less than 1.5 times the photographs of the smallest. Rough: fewer than 20 photographs, ' +
              'since one more right answer then moves the recall by 5 points or more.',
          },
          {
            id: 'look-alikes',
            name: 'Photographs that look alike',
            plain:
              'The same picture in several files counts several times. Trained on and tested at once it makes the figures too ' +
              'good; in two classes, at least one of them is wrong.',
            exact:
              'Files with the same SHA-256, or with perceptual hashes that nearly agree and whose grey copies of 32 × 32 pixels do, too. A ' +
              'picture that was cut is not recognised.',
          },
        ],
      },
      {
        title: 'Class by class',
        entries: [
          {
            id: 'confusion',
            name: 'Confusion matrix',
            plain:
              'Each row is what the photographs really are, each column what they were taken for. Right answers lie on ' +
              'the diagonal; mistakes beside it are small ones.',
            exact: 'Counts of true class (rows) by predicted class (columns), all folds pooled.',
          },
          {
            id: 'precision',
            name: 'Precision',
            plain: 'When it says “30”, how often that is true.',
            exact: 'Right predictions of the class over all predictions of the class; 0 where there is none.',
          },
          {
            id: 'recall',
            name: 'Recall',
            plain: 'Of those who are 30, how many it finds.',
            exact: 'Right predictions of the class over all samples of the class.',
          },
          {
            id: 'f1',
            name: 'F1',
            plain: 'Precision and recall in one number; it is high only when both are.',
            exact:
              'Harmonic mean of precision and recall. “Macro”: mean over classes; “weighted”: by number of photographs.',
          },
          {
            id: 'persons',
            name: 'Per person',
            plain: 'How many photographs of each person were right when that person was left out.',
            exact: 'Accuracy within the group of samples of one person.',
          },
        ],
      },
      {
        title: 'How sure it is',
        entries: [
          {
            id: 'probability',
            name: 'How sure',
            plain:
              'Of all answers given with 70%, about 70 in 100 should be right. Below 50% the page says “not sure”: all other ' +
              'classes together are then likelier.',
            exact:
              'The largest class probability, after temperature scaling (Guo et al. 2017) fitted on grouped parts of the training data.',
          },
          {
            id: 'expected-age',
            name: 'Expected age',
            plain: 'An age between the classes: the likelier a class, the more it counts.',
            exact: 'The mean of the classes’ numbers, weighted by their probabilities.',
          },
          {
            id: 'age-range',
            name: 'Range of an expected age',
            plain:
              'In 8 of 10 cases the true age should lie in it. It is as wide as this run’s own mistakes, equally for every ' +
              'photograph, and nothing is promised.',
            exact:
              'The expected age ± the 80% quantile of |expected − true| over the tested photographs. None under the protocol “seed”, ' +
              'of few tested photographs, or of a photograph unlike those trained on.',
          },
          {
            id: 'ece',
            name: 'Calibration error (ECE)',
            plain: 'How far its sureness is from how often it is right. 0 is perfect.',
            exact:
              'Mean over ten bins of confidence of |accuracy − mean confidence|, weighted by the predictions in the bin.',
          },
          {
            id: 'reliability',
            name: 'How sure against how right',
            plain: 'Dots on the dashed line: it can be believed. Below it: it is surer than it should be.',
            exact: 'Reliability diagram: accuracy of each bin of confidence against its mean confidence.',
          },
          {
            id: 'coverage',
            name: 'Answering only when sure',
            plain: 'If it kept silent when unsure, it would answer fewer photographs and more of them rightly.',
            exact:
              'Accuracy among predictions at least as confident as a threshold, against their share (El-Yaniv & Wiener 2010).',
          },
          {
            id: 'log-loss',
            name: 'Log loss',
            plain: 'Punishes being sure and wrong most of all. Lower is better; the learning curves show it.',
            exact: 'Mean of −ln of the probability given to the true class.',
          },
          {
            id: 'kappa',
            name: 'Quadratic weighted kappa',
            plain: '1 is perfect, 0 is no better than chance; far mistakes weigh more than near ones.',
            exact:
              '1 − observed over expected disagreement, weighted by the squared distance of the classes in their order (Cohen 1968).',
          },
        ],
      },
      {
        title: 'One photograph, two runs',
        entries: [
          {
            id: 'likeness',
            name: 'Most like, and unlike',
            plain:
              'Which photograph trained on is nearest, by what the backbone sees: pose and light as well as the face. A ' +
              'photograph farther away than nearly all others were is called unlike them, and the answer may mean little.',
            exact:
              'Euclidean distance of embeddings scaled to length 1, from 0 to 2. “Unlike” compares the distance to the nearest with the distances of ' +
              'training photographs to the nearest of another person (conformal anomaly detection).',
          },
          {
            id: 'comparison',
            name: 'Whether two runs differ',
            plain: 'If the interval of the difference holds 0, the better one may only have been luckier.',
            exact: 'Paired bootstrap over persons of the difference; beside it McNemar’s exact test on photographs.',
          },
          {
            id: 'nested',
            name: 'Nested validation',
            plain:
              'Who chooses the best of many flatters it. So the settings are chosen on some persons and judged on others.',
            exact: 'Three grouped folds inside each of five choose the settings; the fold left out judges them.',
          },
          {
            id: 'map-agreement',
            name: 'Map and covering agree',
            plain: 'Two ways to ask what it looks at. Where they disagree, believe neither too much.',
            exact:
              'Rank correlation of the class activation map, summed over each square, with what covering the square takes away.',
          },
        ],
      },
    ],
  },

  privacy: {
    lead: 'No photograph, face, name or figure leaves this device. There is no server that could take them, no account and no counting of visits.',
    sections: [
      {
        title: 'What is sent',
        paragraphs: [
          'The page loads its own files, the runtime and the backbones from where it is served, and looks there for a new ' +
            'version. Nothing is sent with these requests. A content security policy, which the browser enforces, forbids ' +
            'requests to anywhere else.',
          'You can check it: open the browser’s network tools, or pull the cable once the page says “ready to work offline”.',
        ],
      },
      {
        title: 'What is stored, and where',
        rows: [
          ['Projects, settings, runs, the classifier', 'IndexedDB of this browser'],
          ['Copies of your photographs', 'private file system of this browser, not visible to other sites or programs'],
          ['Embeddings', 'the same, at most a few gigabytes, oldest removed first'],
          ['Your own backbones', 'the same, until you remove them'],
          ['The page, runtime and backbones', 'the browser’s cache, for use without a network'],
          [
            'Photographs that are only classified, albums, what a camera sees',
            'nowhere: memory, until the tab is closed',
          ],
        ],
        head: ['what', 'where'],
      },
      {
        title: 'How to delete it',
        paragraphs: [
          'A project with its photographs: “Projects and storage”, Delete. It can be had back until Agelens is opened the next time.',
          'The classifier alone: “Delete this classifier” at the end of Results. Embeddings: under More settings.',
          'Everything at once: clear the data of this site in the browser’s settings. On a shared computer do that, or use a ' +
            'private window, which forgets when it is closed.',
        ],
      },
      {
        title: 'The camera',
        paragraphs: [
          'It is used only after you start it and the browser has asked you. Pictures stay in memory, unless you add them to ' +
            'a class; no sound is taken. The browser shows while it is on.',
        ],
      },
      {
        title: 'What you save',
        paragraphs: [
          'Files that you save yourself are yours to look after. A project file may hold the photographs; reports and ' +
            'predictions name files and persons; a classifier was trained on faces. Give them only to those who may have them, ' +
            'and ask the people in the photographs.',
        ],
      },
    ],
  },

  keyboard: {
    lead: 'Everything works without a mouse.',
    head: ['key', 'does'],
    groups: [
      {
        title: 'Everywhere',
        rows: [
          [['Tab', 'Shift + Tab'], 'to the next control, or back'],
          [['Enter', 'Space'], 'press a button, unfold or fold'],
          [['?'], 'this page'],
          [['Esc'], 'from a page like this one back to your photographs'],
          [['Ctrl + V'], 'classify a photograph from the clipboard; on the Add button of a class, add it there'],
          [['Ctrl + Z'], 'undo the last change of the photographs, or what was removed last'],
        ],
      },
      {
        title: 'In fields',
        rows: [
          [['↑', '↓'], 'change a number by its step, or choose'],
          [['Tab'], 'take over what was typed'],
        ],
      },
      {
        title: 'In the contact sheet',
        rows: [
          [['←', '→', '↑', '↓'], 'to the next photograph that way'],
          [['Page Up', 'Page Down'], 'up or down by what is seen'],
          [['Home', 'End'], 'to the first or last of the line; with Ctrl, of all'],
          [['Space'], 'select the photograph, or no longer'],
          [['Shift'], 'with any of these: select all as far as there'],
          [['Ctrl + A'], 'select all that are shown'],
          [['Enter'], 'view it larger; there ← and → go on'],
          [['Delete'], 'remove the selected photographs, or else the one you are at'],
          [['Esc'], 'select nothing; close the larger view'],
        ],
      },
      {
        title: 'In the confusion matrix',
        rows: [
          [['←', '→', '↑', '↓'], 'to the next number that way'],
          [['Home', 'End'], 'to the first or last number of the row'],
          [['Enter'], 'show its photographs'],
          [['Esc'], 'close them'],
        ],
      },
      {
        title: 'In the embedding map',
        rows: [
          [['←', '→', '↑', '↓'], 'to the nearest point in that direction'],
          [['Page Up', 'Page Down'], 'to the point before or after'],
          [['Home', 'End'], 'to the first or last point'],
          [['Space'], 'select the point, or no longer'],
          [['Esc'], 'select nothing'],
        ],
      },
    ],
  },
};
